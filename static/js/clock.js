// Counts down to <time data-until="seconds">, by the server's clock: a phone's may be wrong.
// The markup says role="timer" (silent for screen readers) and dir="ltr". What holds only before a time, or only after
// it, says so in data-before and data-after.
(() => {
  "use strict";
  const seen = new WeakMap(); // clock -> its deadline, for clocks that had time left
  let ahead = NaN; // the server's clock minus this device's, in seconds

  // A time stamp is always a little old when it arrives, so the largest difference is the most exact
  // one. A drop of more than 10 s means that the device's own clock was set.
  function learn(stamp) {
    const measured = stamp - Date.now() / 1000;
    if (!(measured <= ahead && measured > ahead - 10)) ahead = measured || ahead || 0;
  }

  // Stamps are whole seconds, rounded down: if this rounded up, a clock would begin one second too high.
  const leftUntil = (time) => Math.trunc(Number(time) - Date.now() / 1000 - ahead);

  function write(clock) {
    const left = leftUntil(clock.dataset.until);
    const [minutes, seconds] = [Math.floor(Math.abs(left) / 60), Math.abs(left) % 60];
    const text = [minutes, seconds].map((part) => String(part).padStart(2, "0")).join(":");
    const said = left < 0 ? `−${text}` : text;
    if (clock.textContent !== said) clock.textContent = said;
    if (left < 0 && seen.get(clock) === clock.dataset.until) document.dispatchEvent(new Event("more:time-over"));
    if (left < 0) seen.delete(clock);
    else seen.set(clock, clock.dataset.until);
    clock.classList.toggle("is-over", left < 0);
  }

  function tick() {
    document.querySelectorAll("time[data-until]").forEach(write);
    for (const words of document.querySelectorAll("[data-before]")) words.hidden = leftUntil(words.dataset.before) < 0;
    for (const words of document.querySelectorAll("[data-after]")) words.hidden = leftUntil(words.dataset.after) >= 0;
  }

  learn(Number(document.body.dataset.now));
  tick();
  setInterval(tick, 500);
  document.addEventListener("htmx:after:swap", tick);
  htmx.registerExtension("clock", {
    htmx_before_response(elt, { ctx }) {
      if (isOurs(ctx.response)) learn(Date.parse(ctx.response.headers.get("Date")) / 1000);
    },
  });
})();
