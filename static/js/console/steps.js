// On the console a new step begins at its top, with all panels of the last one shut, and a panel that is opened comes
// into view. After an act by which something else leads on, as when the vote has closed, the heading comes into view. The keyboard stays with what leads on, whatever that is now: otherwise Enter pressed twice would skip what
// is still to be shown in a step. A screen reader is told the step's name, which is the page's title too, what the wall
// shows, and when the time is up.
(() => {
  "use strict";
  const line = document.getElementById("status");
  const words = (id) => document.getElementById(id).innerText.replace(/\s+/g, " ").trim();
  const name = () => document.getElementById("step-head").dataset.name;
  const onward = () => document.querySelector("#onward :is(a, button)");
  const leading = () => (document.querySelector("#onward > [id]") || {}).id;
  const isTyping = () => document.activeElement.matches("input, select, textarea");
  const onWall = () => `${words("wall-title")}: ${words("wall-shows")}`;
  const desk = document.querySelector("main.desk");
  let step = desk && desk.dataset.step;
  let wall = desk && onWall();
  let leads; // whether what leads on has the focus
  let led = desk && leading(); // what led on before
  let held = false; // whether Enter is held down
  let pressed = 0; // when a key last pressed what leads on
  let opened; // the panel that was opened last, whose content may still be on its way

  function begin() {
    const part = document.getElementById("step");
    for (const panel of part.querySelectorAll("details[open]")) panel.open = false;
    entitle();
  }

  // The heading, and what may stand above it.
  function rise() {
    const part = document.getElementById("step");
    part.scrollTop = 0;
    if (part.getBoundingClientRect().top < 0) part.scrollIntoView();
    document.getElementById("step-head").scrollIntoView({ block: "nearest" });
  }

  function entitle() {
    document.title = `${name()} – ${line.dataset.program}`;
  }

  // As much of it as there is room for, and always its beginning.
  function bring(panel) {
    panel.scrollIntoView({ block: "nearest" });
    panel.firstElementChild.scrollIntoView({ block: "nearest" });
  }

  function open({ target: panel }) {
    if (!panel.open || !panel.closest("#step")) return;
    opened = panel;
    bring(panel);
  }

  function look() {
    const now = document.querySelector("main.desk");
    if (!now) return;
    const isNew = now.dataset.step !== step;
    if (isNew) begin();
    const shown = onWall();
    const said = [isNew && name(), shown !== wall && shown].filter(Boolean);
    if (said.length) line.textContent = said.join(". ");
    [step, wall] = [now.dataset.step, shown];
    if (isNew) rise();
    else if (opened && opened.open) bring(opened);
    else if (leading() !== led && !isTyping()) rise();
    opened = undefined;
    led = leading();
    if (leads && onward()) onward().focus({ preventScroll: true });
  }

  // A key that is held, whatever it presses, or that presses what leads on twice by a hand that trembles, means one
  // press: what leads on has become another thing meanwhile, and may open the vote. A mouse's second press is dropped
  // by taps.js.
  function hold(event) {
    if (event.detail) return;
    let isAgain = held;
    if (event.target.closest("#onward")) {
      isAgain ||= Date.now() - pressed < DOUBLE;
      pressed = Date.now();
    }
    if (!isAgain) return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (desk) {
    entitle();
    addEventListener("toggle", open, true);
    addEventListener("keydown", ({ key, repeat }) => { held = key === "Enter" && repeat; }, true);
    addEventListener("keyup", () => { held = false; }, true);
    addEventListener("click", hold, true);
  }
  document.addEventListener("htmx:before:swap", () => { leads = onward() === document.activeElement; });
  document.addEventListener("htmx:after:swap", look);
  document.addEventListener("more:time-over", () => { line.textContent = line.dataset.over; });
})();
