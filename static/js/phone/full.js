// What a field has no room for the browser drops without a word: the page says that it is full, until there is room.
(() => {
  "use strict";
  let full;

  addEventListener("input", ({ target: field }) => {
    const isFull = field.maxLength > 0 && field.value.length >= field.maxLength;
    if (!isFull && full !== field) return;
    const detail = isFull ? document.getElementById("notice").dataset.full : "";
    document.dispatchEvent(new CustomEvent("more:said", { detail }));
    full = isFull ? field : undefined;
  }, true);
})();
