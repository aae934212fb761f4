// On the console a new step begins at its top, with all that was unfolded in the last one shut. Who does not see it is
// told its name, which stands in the page's title too, and when the time is up.
(() => {
  "use strict";
  const desk = () => document.querySelector("main.desk");
  const line = document.getElementById("status");
  let step = (desk() || { dataset: {} }).dataset.step;

  function begin() {
    const now = desk();
    if (!now || now.dataset.step === step) return;
    step = now.dataset.step;
    const part = document.getElementById("step");
    for (const panel of part.querySelectorAll("details[open]")) panel.open = false;
    part.scrollTop = 0;
    line.textContent = document.getElementById("step-title").textContent.trim();
    document.title = `${line.textContent} – ${line.dataset.program}`;
  }

  document.addEventListener("htmx:after:swap", begin);
  document.addEventListener("more:time-over", () => { line.textContent = line.dataset.over; });
})();
