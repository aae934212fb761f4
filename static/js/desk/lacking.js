// What a form lacks, or a number or a day that cannot be, is told beside its field in the person's language: the
// browser's own bubble speaks the browser's. What else can be wrong the browser tells; and all, without this.
(() => {
  "use strict";
  const told = document.createElement("p");
  told.className = "wording-state";
  told.id = "lacking";
  told.setAttribute("role", "alert");

  function open(field) {
    for (let panel = field.closest("details"); panel; panel = panel.parentNode.closest("details")) panel.open = true;
  }

  addEventListener("invalid", (event) => {
    const { target: field } = event;
    const first = field.form.querySelector(":invalid:not(fieldset)");
    open(first);
    if (!(first.validity.valueMissing || first.dataset.wrong)) return;
    event.preventDefault();
    if (field !== first) return;
    (field.closest("label") || field.parentNode).append(told);
    const { badInput, valueMissing } = field.validity;
    told.textContent = (valueMissing && !badInput ? "" : field.dataset.wrong) || document.body.dataset.lacks;
    field.focus();
  }, true);
  addEventListener("input", () => told.remove());
})();
