// On the console a new step begins at its top, with all that was unfolded in the last one shut.
(() => {
  "use strict";
  const desk = () => document.querySelector("main.desk");
  let step = (desk() || { dataset: {} }).dataset.step;

  htmx.registerExtension("steps", {
    htmx_after_swap() {
      const now = desk();
      if (!now || now.dataset.step === step) return;
      step = now.dataset.step;
      const part = document.getElementById("step");
      for (const panel of part.querySelectorAll("details[open]")) panel.open = false;
      part.scrollTop = 0;
    },
  });
})();
