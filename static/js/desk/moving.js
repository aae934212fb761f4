// Polls for the progress of what goes on by itself, until it is over; then it may lead to another page.
(() => {
  "use strict";
  const AGAIN = 2000; // milliseconds
  const moving = () => document.querySelector("#moving[data-moves]");
  const pause = () => setTimeout(look, Number(moving()?.dataset.moves) || AGAIN);

  async function look() {
    const here = moving();
    if (!here) return;
    try {
      const answer = await fetch(location.href, { redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("#moving");
      if (now && now.innerHTML !== here.innerHTML) show(here, now);
    } catch {
      // Not reported: it is tried again.
    }
    pause();
  }

  // If only the text has changed, the rest stays: a button keeps the focus, and a screen reader reads the text alone.
  function show(here, now) {
    const [old, fresh] = [here, now].map((box) => box.querySelector("[role=status]"));
    if (old && fresh && now.hasAttribute("data-moves")) old.textContent = fresh.textContent;
    else here.replaceWith(now);
    lead(now);
  }

  function lead(box) {
    if (box?.dataset.goes) location.replace(box.dataset.goes);
  }

  lead(document.querySelector("#moving")); // what was over before its page came
  pause();
})();
