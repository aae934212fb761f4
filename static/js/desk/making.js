// What may take long is announced at once, and its buttons are held: for a form that gets a page, until the server has
// answered, within a second, with a page that shows the progress; for a form that is posted, until its page is left.
// Without this script that page of progress is enough.
(() => {
  "use strict";
  const ANSWERED = 1500; // milliseconds
  const held = new Map(); // form -> the function that releases its buttons

  function hold(form) {
    const said = document.createElement("p");
    said.className = "typed-state";
    said.setAttribute("role", "status");
    form.append(said);
    said.textContent = document.body.dataset.making;
    const buttons = [...form.elements].filter((field) => field.type === "submit");
    for (const button of buttons) button.setAttribute("aria-disabled", "true");
    held.set(form, () => {
      said.remove();
      for (const button of buttons) button.removeAttribute("aria-disabled");
      held.delete(form);
    });
    if (form.method === "get") setTimeout(held.get(form), ANSWERED);
  }

  document.addEventListener("submit", (event) => {
    const { target: form } = event;
    if (!form.hasAttribute("data-makes")) return;
    if (held.has(form)) event.preventDefault();
    else setTimeout(() => event.defaultPrevented || hold(form)); // typing elsewhere may have to be saved first
  });
})();
