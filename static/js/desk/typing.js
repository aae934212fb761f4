// Saves a draft on the server while somebody types at the desk: nothing is lost by a click on something else, by another
// tab, or by a session that ends. Without this script a form is saved when it is sent.
(() => {
  "use strict";
  const AT = "/coordinator/drafts";
  const PAUSE = 800; // milliseconds without a key
  const LASTING = 60_000; // bytes; of what may outlive its page a browser sends 64 KiB at most
  const typed = new Set(); // forms with something that the server does not have yet
  const state = document.createElement("p");
  let timer = 0;

  state.className = "typed-state";
  state.setAttribute("role", "status");

  const keeps = (form) => Boolean(form && form.querySelector('input[name^="seen_"]'));

  function fieldsOf(form) {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    fields.set("form", new URL(form.action).pathname);
    return fields;
  }

  function tell(form, words) {
    state.textContent = words;
    if (words && state.parentElement !== form) form.append(state);
  }

  async function keep(form) {
    typed.delete(form);
    const words = document.body.dataset;
    const body = fieldsOf(form);
    const keepalive = String(body).length < LASTING;
    try {
      const answer = await fetch(AT, { method: "POST", body, keepalive, redirect: "manual" });
      if (answer.type === "opaqueredirect") tell(form, words.signedOut);
      else if (answer.ok) tell(form, words.kept);
      else throw new Error(String(answer.status));
    } catch {
      typed.add(form);
      tell(form, words.notKept);
    }
  }

  const keepAll = () => Promise.all([...typed].map(keep));

  function noted({ target }) {
    const { form } = target;
    if (!keeps(form)) return;
    typed.add(form);
    clearTimeout(timer);
    timer = setTimeout(keepAll, PAUSE);
  }

  // A pressed button, like a link, waits until the other forms are saved.
  async function sent(event) {
    const { target: form, submitter } = event;
    clearTimeout(timer);
    typed.delete(form);
    if (!typed.size) return;
    event.preventDefault();
    await keepAll();
    typed.clear();
    if (form.requestSubmit) form.requestSubmit(submitter);
    else if (submitter) submitter.click(); // Safari before 16
    else form.submit();
  }

  async function left(event) {
    const link = event.target.closest("a[href]");
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0;
    if (!link || !typed.size || link.target || !isPlain || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    await keepAll();
    location.assign(link.href);
  }

  function gone() {
    for (const form of typed) navigator.sendBeacon(AT, fieldsOf(form));
    typed.clear();
  }

  document.addEventListener("input", noted);
  document.addEventListener("submit", sent);
  document.addEventListener("click", left);
  addEventListener("pagehide", gone);
  // A page from the browser's back-forward cache shows what was there before it was left.
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
  for (const chosen of document.querySelectorAll(".pack-list [aria-current]")) {
    const list = chosen.closest(".pack-list");
    list.scrollTop = chosen.offsetTop - list.clientHeight / 3;
  }
})();
