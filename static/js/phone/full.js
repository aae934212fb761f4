// What a field has no room for the browser drops without a word: the page says that it is full, until there is room.
(() => {
  "use strict";
  const notice = document.getElementById("notice");
  const say = (detail) => document.dispatchEvent(new CustomEvent("more:said", { detail }));

  addEventListener("input", ({ target: field }) => {
    if (field.maxLength > 0 && field.value.length >= field.maxLength) say(notice.dataset.full);
    else if (notice.textContent.trim() === notice.dataset.full) say("");
  }, true);
})();
