// Keeps the keyboard and a screen reader where they were: browsers drop the focus from an element that is moved. If the
// focused button is gone, the focus goes to its panel or what it was about ([data-stays]), else to what comes next
// ([data-begin]), else to the beginning of the new screen.
(() => {
  "use strict";
  let held = []; // the element that had the focus before a swap, and the summary of each panel around it
  let step;
  let read; // the subject of the screen, within its step

  const about = (screen) => (screen.querySelector("[data-read]") || { dataset: {} }).dataset.read;

  function remember() {
    const screen = document.getElementById("screen");
    step = screen && screen.dataset.step;
    read = screen && about(screen);
    held = [];
    let at = document.activeElement;
    if (!screen || !screen.contains(at)) return;
    for (; at; at = at.parentElement.closest("details, [data-stays]")) held.push(at.open ? at.firstElementChild : at);
  }

  const isShown = (at) => at.isConnected && !at.closest("details:not([open]) > :not(summary)");

  function stand() {
    const screen = document.getElementById("screen");
    if (!screen) return;
    if (screen.dataset.step !== step || about(screen) !== read) {
      screen.scrollTop = 0;
      scrollTo(0, 0);
    }
    if (screen.dataset.step !== step) {
      for (const panel of screen.querySelectorAll(".help")) panel.open = false; // it would cover the new screen
    }
    const now = document.activeElement;
    if (!held.length || (now && now !== document.body && now !== held[0])) return;
    const place = held.find(isShown) || screen.querySelector("[data-begin]") || screen.querySelector("#step-title[tabindex]") || screen.querySelector("h1[tabindex]") || screen;
    if (place !== now) place.focus({ preventScroll: true });
  }

  htmx.registerExtension("focus", { htmx_before_swap: remember, htmx_after_swap: stand });
})();
