// Copies an address or a text. Over plain HTTP scripts have no clipboard: there the text is selected and copied.
(() => {
  "use strict";

  function marked(text) {
    const range = document.createRange();
    range.selectNodeContents(text);
    const chosen = getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
    return document.execCommand("copy");
  }

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-copies]");
    if (!button) return;
    const text = document.getElementById(button.dataset.copies);
    let done = false;
    if (navigator.clipboard) done = await navigator.clipboard.writeText(text.textContent.trim()).then(() => true, () => false);
    if (!done) done = marked(text);
    if (done) button.textContent = document.body.dataset.copied;
  });
})();
