// Tells screen readers what matters: copies the server's sentence (#news in the screen) into the page's own status line
// when it has changed. It says nothing at first, when the page itself is read. A setting in the browser silences it.
(() => {
  "use strict";
  const line = document.getElementById("status");
  if (!line) return;
  const SILENT = "silent";
  const words = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");
  const news = () => document.getElementById("news");
  let last = words(news());

  function isSilent() {
    try { return localStorage.getItem(SILENT) === "1"; } catch { return false; }
  }

  function say(nodes) {
    if (!isSilent()) line.replaceChildren(...nodes);
  }

  function show() {
    const button = document.getElementById("silence");
    if (button) button.setAttribute("aria-pressed", String(isSilent()));
  }

  function look() {
    show();
    const title = words(document.getElementById("title"));
    const whole = `${title} – ${line.dataset.program}`;
    if (title && document.title !== whole) document.title = whole;
    const now = words(news());
    if (now && now !== last) say([...news().cloneNode(true).childNodes]);
    last = now;
  }

  document.addEventListener("click", ({ target }) => {
    if (!target.closest || !target.closest("#silence")) return;
    try { localStorage.setItem(SILENT, isSilent() ? "0" : "1"); } catch { return; }
    line.replaceChildren();
    show();
  });
  document.addEventListener("more:time-over", () => say([line.dataset.over]));
  document.addEventListener("htmx:after:swap", look);
  show();
})();
