// How long a text has become, beside its field, while somebody types. Without this it is told when the page is made.
(() => {
  "use strict";
  // As the server does: by whole signs, and blanks at both ends are none.
  const lengthOf = (words) => [...words.trim()].length;

  document.addEventListener("input", ({ target }) => {
    const told = target.id && document.querySelector(`[data-counts="${target.id}"]`);
    if (!told) return;
    const length = lengthOf(target.value);
    const isLong = length > Number(told.dataset.most);
    const missing = length ? "" : told.dataset.missing || "";
    told.textContent = missing || `${length} / ${told.dataset.most}`;
    told.className = isLong || missing ? "three-state" : "three-count quiet";
    target.closest(".three-row, .pair").classList.toggle("three-missing", Boolean(isLong || missing));
  });
})();
