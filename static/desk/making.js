// What can take long is said at once and its button held: by a link until the server has answered, which it does within
// a second, with a page that tells how far it is; by a sent form until its page goes. Without this, that page is enough.
(() => {
  "use strict";
  const ANSWERED = 1500; // milliseconds
  const held = new Map(); // form -> gives its buttons back

  function hold(form) {
    const said = document.createElement("p");
    said.className = "typed-state";
    said.setAttribute("role", "status");
    form.append(said);
    said.textContent = document.body.dataset.making;
    const buttons = [...form.elements].filter((one) => one.type === "submit");
    for (const one of buttons) one.setAttribute("aria-disabled", "true");
    held.set(form, () => {
      said.remove();
      for (const one of buttons) one.removeAttribute("aria-disabled");
      held.delete(form);
    });
    if (form.method === "get") setTimeout(held.get(form), ANSWERED);
  }

  document.addEventListener("submit", (event) => {
    const { target: form } = event;
    if (!form.hasAttribute("data-makes")) return;
    if (held.has(form)) event.preventDefault();
    else setTimeout(() => event.defaultPrevented || hold(form)); // what is typed elsewhere may have to be kept first
  });
})();
