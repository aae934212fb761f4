// A tap is a form's post. The tab keeps it until the server itself has answered (answers.js), and sends it again when
// the connection is back, in the order in which people tapped. Each tap carries its intent: which tap of which page it
// is, and which screen was seen. By it the server recognises a tap that it has done already, or has done a newer one
// for the same end. A text replaces a waiting one that was written on the same revision. data-fresh: never kept, since
// it is worth nothing later. data-private: kept by the page alone, so it does not outlive the page (see memory.js).

const DOUBLE = 600; // milliseconds: what is pressed so soon again may be the second half of a double press

(() => {
  "use strict";
  const taps = tabMemory("taps"); // intent -> { form, action, face, said, body, at, failed, lost, isPrivate }
  const flights = new Map(); // form name -> the newest tap under way
  const failed = () => Object.values(taps.all).filter((tap) => tap.failed).sort((a, b) => a.at - b.at);
  const page = newId();
  let count = 0;
  let sending = false;
  let latest = {}; // the newest tap of the page
  let click = {}; // the newest one
  addEventListener("click", (event) => { click = event; }, true);
  addEventListener("input", () => { latest = {}; }, true); // what is sent next is meant
  let given = {}; // on a shared phone: the seat whose tap was answered last, and when

  // crypto.randomUUID is missing on plain http.
  function newId() {
    const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
    return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // Whether this click is the second half of a double one. Browsers count a mouse's clicks, but few a finger's taps.
  // data-again: each half is meant.
  function isAgain(form) {
    if ("again" in form.dataset || Date.now() - latest.at > DOUBLE) return false;
    const { pointerType, detail, clientX, clientY } = click;
    if (pointerType !== "touch") return detail > 1;
    return Math.hypot(clientX - latest.click.clientX, clientY - latest.click.clientY) < 24;
  }

  // What a form does, whatever it does it to.
  const kind = (form) => form.getAttribute("action").replace(/\d+/g, "#");

  const face = (button) => `${button.name}=${button.value}`;

  function mark(button, isFlying) {
    const isMarked = button.classList.contains("is-saving");
    if (isFlying === isMarked || (isFlying && button.hasAttribute("aria-disabled"))) return;
    button.classList.toggle("is-saving", isFlying);
    if (isFlying) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }

  function show() {
    const waiting = failed();
    const box = document.getElementById("unsent");
    if (box) box.toggleAttribute("hidden", !waiting.length); // not `hidden =`, which restyles what is hidden already
    for (const form of document.forms) {
      const name = formName(form);
      form.toggleAttribute("data-unsent", waiting.some((tap) => tap.form === name));
      const flying = flights.get(name);
      for (const button of form.elements) {
        if (button.type !== "submit") continue;
        mark(button, Boolean(flying) && (!flying.face || flying.face === face(button)));
        button.classList.toggle("is-waiting", waiting.some((tap) => tap.form === name && tap.face === face(button)));
      }
    }
  }

  // The same form pressed again with the same values while it waits has the same intent.
  function take({ form, body, submitter }, said) {
    const name = formName(form);
    const waits = Object.values(taps.all).filter((tap) => tap.form === name).sort((a, b) => b.at - a.at)[0];
    const intent = waits && waits.said === said
      ? waits.key
      : `${page}.${document.body.dataset.sequence || 0}.${(count += 1)}`;
    const tap = { form: name, action: form.getAttribute("action"), said, at: Date.now(), key: intent };
    tap.face = submitter && face(submitter); // other buttons of the form mean something else
    tap.isPrivate = isPrivate(form);
    tap.revision = body.get("revision");
    if (waits && tap.revision && waits.revision === tap.revision) forget(waits);
    body.set("intent", intent);
    tap.body = String(new URLSearchParams(body));
    if (!("fresh" in form.dataset)) taps.put(tap.key, tap);
    return tap;
  }

  function forget(tap) {
    if (taps.all[tap.key] === tap) taps.put(tap.key, undefined);
  }

  function fail(tap) {
    if (taps.all[tap.key] === tap) taps.put(tap.key, Object.assign(tap, { failed: true }));
  }

  async function resend() {
    if (sending) return;
    sending = true;
    const source = document.getElementById("unsent") || document.body;
    const stuck = new Set(); // forms with an older tap that could not be done yet
    for (const tap of failed()) {
      if (flights.has(tap.form) || stuck.has(tap.form)) continue;
      const how = { source, target: "#screen", tap };
      try { await htmx.ajax("POST", tap.action, how); } catch { break; }
      if (tap.lost) break; // still no connection
      if (taps.all[tap.key]) stuck.add(tap.form);
    }
    sending = false;
  }

  for (const tap of Object.values(taps.all)) fail(tap); // the page was left before the answer
  if (failed().length) setTimeout(resend);
  addEventListener("online", resend);
  setInterval(resend, 10000);
  show();

  htmx.registerExtension("taps", {
    htmx_config_request(elt, { ctx }) {
      const { form, method, body } = ctx.request;
      if (ctx.tap) ctx.request.body = new URLSearchParams(ctx.tap.body);
      else if (method === "POST" && form && form.enctype !== "multipart/form-data") {
        body.delete("intent"); // the page's own field is for browsers without script
        const said = String(new URLSearchParams(body));
        const name = formName(form);
        const flying = flights.get(name);
        if (flying && flying.said === said) return false; // a double tap
        // The second half of a double click must not do the same to the next thing, which has come to its place, nor
        // what the button has come to mean. Each says rightly what it is about: only the hand has not seen it.
        const isOther = latest.form !== name || latest.said !== said;
        if (ctx.request.submitter && latest.kind === kind(form) && isOther && isAgain(form)) return false;
        // On a shared phone the second half of a double tap must not hit the next person's buttons.
        const seat = name !== "turn" && body.get("seat");
        if (seat && given.seat && seat !== given.seat && Date.now() - given.at < 700) return false;
        ctx.tap = take(ctx.request, said);
        latest = { form: name, kind: kind(form), said, at: Date.now(), click };
      } else return true;
      flights.set(ctx.tap.form, ctx.tap);
      show();
      return true;
    },
    htmx_finally_request(elt, { ctx }) {
      if (!ctx.tap) return;
      ctx.tap.lost = !isOurs(ctx.response) || ctx.text === undefined; // undefined: the answer broke off
      if (ctx.tap.lost || !isFinal(ctx.response)) fail(ctx.tap);
      else {
        forget(ctx.tap);
        if (failed().length) setTimeout(resend);
      }
      if (flights.get(ctx.tap.form) === ctx.tap) flights.delete(ctx.tap.form);
      given = { seat: new URLSearchParams(ctx.tap.body).get("seat"), at: Date.now() };
      show();
    },
    htmx_after_swap: show,
    htmx_ws_after_connection: resend,
  });
})();
