// Shows beside a field how long its text is, while somebody types. Without this script the page shows it when it is made.
(() => {
  "use strict";
  // Counts as the server does: whole characters (code points), without white space at both ends.
  const lengthOf = (words) => [...words.trim()].length;

  document.addEventListener("input", ({ target }) => {
    const told = target.id && document.querySelector(`[data-counts="${target.id}"]`);
    if (!told) return;
    const length = lengthOf(target.value);
    const isLong = length > Number(told.dataset.most);
    const missing = length ? "" : told.dataset.missing || "";
    told.textContent = missing || `${length} / ${told.dataset.most}`;
    told.className = isLong || missing ? "wording-state" : "wording-count quiet";
    target.closest(".wording, .pair").classList.toggle("wording-missing", Boolean(isLong || missing));
  });
})();
