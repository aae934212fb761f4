// <button data-listen="#card" hidden>: reads that element aloud in its language. The button stays
// hidden unless the device itself has a voice for the language; a voice that needs the internet would
// send people's words to a third party.
(() => {
  "use strict";
  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return;
  let read = null; // { from: selector, words } while reading

  const source = (button) => document.querySelector(button.dataset.listen);
  const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const prefix = (lang) => lang.toLowerCase().split(/[-_]/)[0];

  function language(element) {
    const spoken = element.querySelector("[lang]") || element.closest("[lang]");
    return spoken ? spoken.lang : "";
  }

  function voice(lang) {
    return speech.getVoices().find((each) => each.localService && prefix(each.lang) === prefix(lang));
  }

  function stop() {
    read = null;
    speech.cancel();
    show();
  }

  function start(button) {
    const element = source(button);
    const utterance = new SpeechSynthesisUtterance(words(element));
    utterance.lang = language(element);
    utterance.voice = voice(utterance.lang);
    const reading = { from: button.dataset.listen, words: utterance.text };
    utterance.onend = utterance.onerror = () => { if (read === reading) stop(); };
    speech.cancel();
    read = reading;
    speech.speak(utterance);
    show();
  }

  function show() {
    const buttons = [...document.querySelectorAll("[data-listen]")];
    for (const button of buttons) {
      const element = source(button);
      button.toggleAttribute("hidden", !element || !voice(language(element)));
      button.setAttribute("aria-pressed", String(Boolean(read && read.from === button.dataset.listen)));
    }
    const element = read && document.querySelector(read.from);
    if (read && (!element || words(element) !== read.words)) stop(); // the card has changed
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-listen]");
    if (!button) return;
    if (read && read.from === button.dataset.listen) stop();
    else start(button);
  });
  document.addEventListener("htmx:after:swap", show);
  addEventListener("pagehide", () => speech.cancel());
  speech.onvoiceschanged = show; // not an event target in older Safari
  show();
})();
