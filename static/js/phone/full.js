// A browser silently drops what does not fit into a field: the page says that the field is full, until there is room.
(() => {
  "use strict";
  const notice = document.getElementById("notice");
  const say = (detail) => document.dispatchEvent(new CustomEvent("more:said", { detail }));

  addEventListener("input", ({ target: field }) => {
    if (field.maxLength > 0 && field.value.length >= field.maxLength) say(notice.dataset.full);
    else if (notice.textContent.trim() === notice.dataset.full) say("");
  }, true);
})();
