// Shows one of several things in [data-one] at a time: [data-turn] goes to the next or back. Without script all show.
(() => {
  "use strict";
  const at = new Map(); // id of the box -> id of the child that is shown

  function show() {
    for (const box of document.querySelectorAll("[data-one]")) {
      const all = [...box.children];
      const shown = all.find(({ id }) => id === at.get(box.id)) || all[0];
      for (const child of all) child.toggleAttribute("hidden", child !== shown);
    }
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest && target.closest("[data-turn]");
    if (!button) return;
    const box = button.closest("[data-one]");
    const all = [...box.children];
    const now = all.findIndex((child) => child.contains(button));
    const next = all[(now + Number(button.dataset.turn) + all.length) % all.length];
    at.set(box.id, next.id);
    show();
    next.querySelector(`[data-turn="${button.dataset.turn}"]`).focus({ preventScroll: true });
  });
  document.addEventListener("htmx:after:swap", show);
  show();
})();
