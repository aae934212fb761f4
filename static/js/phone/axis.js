// The plane of an idea: a tap or a drag on [data-plane] moves the form's two sliders, the sliders
// move [data-handle], and letting go sends the form. The plane's measures are per cent of its
// drawing, which has any size. Easy is left in every script, so the plane and the sliders
// (dir="ltr") are never mirrored.
(() => {
  "use strict";
  const PAUSE = 500; // so that several presses of an arrow key are one post
  let dragged = null;
  let sending = 0;

  const sliders = (form) => [form.elements.effort, form.elements.impact];
  const within = (share) => Math.min(1, Math.max(0, share));

  // Tells a screen reader the value in words: the number alone does not say what it measures.
  function speak(slider) {
    const words = (slider.dataset.says || "").split("|");
    if (words.length === 3) slider.setAttribute("aria-valuetext", words[Math.floor((slider.value * words.length) / (Number(slider.max) + 1))]);
  }

  function place(form) {
    const plane = form.querySelector("[data-plane]");
    const handle = form.querySelector("[data-handle]");
    if (!plane || !handle) return;
    for (const slider of sliders(form)) speak(slider);
    const [x, y, width, height] = ["x", "y", "width", "height"].map((side) => parseFloat(plane.getAttribute(side)));
    const [effort, impact] = sliders(form).map((slider) => Number(slider.value));
    const most = Number(sliders(form)[0].max);
    handle.setAttribute("cx", `${x + (width * effort) / most}%`);
    handle.setAttribute("cy", `${y + (height * (most - impact)) / most}%`);
  }

  function placeAll() {
    for (const plane of document.querySelectorAll("form [data-plane]")) place(plane.closest("form"));
  }

  function move(event) {
    const { left, top, width, height } = dragged.getBoundingClientRect();
    const shares = [(event.clientX - left) / width, 1 - (event.clientY - top) / height];
    sliders(dragged.closest("form")).forEach((slider, index) => {
      slider.value = Math.round(within(shares[index]) * slider.max);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  function send(form) {
    clearTimeout(sending);
    if (!form.isConnected || "held" in form.dataset) return; // the whole group's point is sent by its button alone
    if (form.requestSubmit) form.requestSubmit();
    else form.querySelector("[type=submit],button:not([type])").click(); // Safari before 16
  }

  document.addEventListener("pointerdown", (event) => {
    const touched = event.target.closest("form :is([data-plane],[data-handle])");
    if (!touched || event.button) return;
    dragged = touched.closest("form").querySelector("[data-plane]");
    dragged.setPointerCapture(event.pointerId);
    move(event);
  });
  document.addEventListener("pointermove", (event) => dragged && move(event));
  document.addEventListener("pointerup", () => {
    if (dragged) send(dragged.closest("form"));
    dragged = null;
  });
  document.addEventListener("pointercancel", () => { dragged = null; });
  document.addEventListener("input", ({ target }) => target.form && place(target.form));
  document.addEventListener("change", ({ target }) => {
    if (!target.form || !target.form.querySelector("[data-plane]")) return;
    clearTimeout(sending);
    sending = setTimeout(send, PAUSE, target.form);
  });
  document.addEventListener("htmx:after:swap", placeAll);
  placeAll();
})();
