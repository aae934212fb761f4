// A field is as high as the words in it. Browsers that know `field-sizing` do it by themselves; Safari before 26.2,
// Chrome before 123 and Firefox before 152 would show the first two lines of a long text.
(() => {
  "use strict";
  if (CSS.supports("field-sizing", "content")) return;

  function fit(field) {
    if (field.tagName !== "TEXTAREA" || !field.getClientRects().length) return;
    // To be measured, the field has to be small for a moment, in which the boxes around it lose their place.
    const scrolled = [];
    for (let box = field.parentElement; box; box = box.parentElement) scrolled.push([box, box.scrollTop]);
    field.style.blockSize = "";
    field.style.blockSize = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
    for (const [box, top] of scrolled) if (box.scrollTop !== top) box.scrollTop = top;
  }

  function fitAll() {
    for (const field of document.querySelectorAll("textarea")) fit(field);
  }

  document.addEventListener("input", ({ target }) => fit(target));
  document.addEventListener("toggle", fitAll, true);
  document.addEventListener("htmx:after:swap", fitAll);
  addEventListener("resize", fitAll);
  document.fonts.ready.then(fitAll);
})();
