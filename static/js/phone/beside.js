// After two people wrote at once: scrolls, once, to where both wordings stand, on a phone that has them open.
(() => {
  "use strict";
  const besides = () => [...document.querySelectorAll("details[open] .besides")];
  let known = new Set(besides().map(({ id }) => id));

  document.addEventListener("htmx:after:swap", () => {
    const now = besides();
    const fresh = now.find(({ id }) => !known.has(id));
    known = new Set(now.map(({ id }) => id));
    if (fresh) frames.unpressed(() => fresh.scrollIntoView({ block: "start" }));
  });
})();
