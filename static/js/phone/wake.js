// The screen of a phone stays on while the meeting goes on, where the browser allows it: over plain HTTP none does. It is
// said where one waits for the beginning, and only while it is so.
(() => {
  "use strict";
  if (!navigator.wakeLock || !document.body.matches(".phone")) return;
  let lock = null;

  const isHeld = () => Boolean(lock && !lock.released);

  function tell() {
    const line = document.getElementById("stays-on");
    if (line) line.hidden = !isHeld();
  }

  async function hold() {
    const isOver = document.querySelector("#screen[data-step=ended]");
    if (isOver && isHeld()) await lock.release();
    else if (!isOver && !document.hidden && !isHeld()) {
      try { lock = await navigator.wakeLock.request("screen"); } catch { /* the battery is low */ }
    }
    tell();
  }

  document.addEventListener("visibilitychange", hold); // the browser lets go of it whenever the page is hidden
  document.addEventListener("htmx:after:swap", hold);
  hold();
})();
