// The screen of a phone stays on while the meeting goes on, where the browser allows it: over plain HTTP none does.
(() => {
  "use strict";
  if (!navigator.wakeLock || !document.body.matches(".phone")) return;
  let lock = null;

  async function hold() {
    const isOver = document.querySelector("#screen[data-step=ended]");
    if (isOver && lock) return lock.release();
    if (isOver || document.hidden || (lock && !lock.released)) return null;
    try { lock = await navigator.wakeLock.request("screen"); } catch { /* the battery is low */ }
    return null;
  }

  document.addEventListener("visibilitychange", hold); // the browser lets go of it whenever the page is hidden
  document.addEventListener("htmx:after:swap", hold);
  hold();
})();
