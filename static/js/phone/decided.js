// Shows what a table has just decided on each of its phones for a while, over the next card. It stays longer while a
// finger or the keyboard is in it. Decisions from before this page was loaded are not shown again.
(() => {
  "use strict";
  const SECONDS = 6;
  const page = document.documentElement;
  const decidedBox = () => document.getElementById("just-decided");
  const decision = () => (decidedBox() || { dataset: {} }).dataset.decision;
  let seen = decision();
  let waiting = 0;

  function goOn(isAsked) {
    clearTimeout(waiting);
    const box = decidedBox();
    const at = document.activeElement;
    if (!isAsked && box && at && at.matches("button") && box.contains(at)) {
      waiting = setTimeout(goOn, 1000);
      return;
    }
    const isInside = box && box.contains(at);
    delete page.dataset.decided;
    const next = isInside && document.querySelector("#screen [data-begin]");
    if (next) next.focus({ preventScroll: true });
  }

  function look() {
    if (decision() === seen) return;
    seen = decision();
    if (!seen) return frames.unpressed(() => goOn(true));
    clearTimeout(waiting);
    if (document.querySelector(".piles[open]")) return undefined; // the piles show it
    page.dataset.decided = seen;
    waiting = setTimeout(() => frames.unpressed(() => goOn(false)), SECONDS * 1000);
    const at = document.activeElement; // it is covered now, or stays in sight, as the mark for help does
    if (at && document.getElementById("screen").contains(at) && !at.getClientRects().length) {
      document.getElementById("just-decided-words").focus({ preventScroll: true });
    }
    return undefined;
  }

  document.addEventListener("click", ({ target }) => target.closest && target.closest("#go-on") && goOn(true));
  document.addEventListener("htmx:after:swap", look);
})();
