// Shows the newest screen and never an older one, whole or part by part; nothing changes while a finger is down.
// A frame arrives by the socket, or as the answer to a script's request:
// { epoch, sequence, digests, and screen: the whole, or parts: { id: html } }, see app/live/frames.py.
const frames = (() => {
  "use strict";
  const PRESSABLE = "a,button,input,label,select,summary,[data-plane],[data-handle]";
  let epoch = Number(document.body.dataset.epoch) || 0; // of the server's process: sequences count within one
  let shown = Number(document.body.dataset.sequence) || 0;
  let waiting = null; // the frames that came while a finger was down, joined into one
  let late = []; // other changes that would have moved the page under the finger
  let doubts = 0; // how often in a row the page's digests were not those that the server expected
  const pressing = new Set();
  let lettingGo = 0;

  const busy = () => pressing.size > 0 || lettingGo > 0;
  const isOlder = (frame, other) => frame.epoch < other.epoch || (frame.epoch === other.epoch && frame.sequence < other.sequence);

  // The digests of the page's screen and of each part, in the order of the document.
  const digests = () => [...document.querySelectorAll("[data-v]")].map(({ dataset }) => dataset.v);

  function joined(before, after) {
    if (!before || after.screen) return after;
    const newer = after.parts || {};
    const older = Object.entries(before.parts || {}).filter(([id]) => !(id in newer));
    return { ...after, screen: before.screen, parts: { ...Object.fromEntries(older), ...newer } }; // newer last: parts may contain others
  }

  // `isFirst`: the first frame of a new socket. It comes from the server that runs now, so its epoch is the newest,
  // whatever the server's clock says.
  function show(frame, isFirst) {
    const before = waiting || { epoch, sequence: shown };
    const isAnother = isFirst === true && frame.epoch !== before.epoch;
    if (!frame.digests || (!isAnother && isOlder(frame, before))) return;
    if (isAnother) waiting = null;
    if (busy()) waiting = joined(waiting, frame);
    else apply(frame);
  }

  // Swaps as htmx does, by its own morph, but makes no whole document for each frame and fires the swap events only
  // once: on an old phone these took most of the time of a frame.
  function put(parts) {
    inside.triggerHtmxEvent(document.body, "htmx:before:swap");
    for (const [id, html] of parts) {
      const place = document.getElementById(id);
      if (!place) continue; // check() finds that the part is missing
      const fresh = document.createElement("template");
      fresh.innerHTML = html;
      inside.morph(place, fresh.content, false);
      if (html.includes("hx-post")) htmx.process(document.getElementById(id));
    }
    inside.triggerHtmxEvent(document.body, "htmx:after:swap");
  }

  function apply(frame) {
    [epoch, shown] = [frame.epoch, frame.sequence];
    Object.assign(document.body.dataset, { epoch, sequence: shown });
    const parts = Object.entries(frame.parts || {});
    if (frame.screen) parts.unshift(["screen", frame.screen]);
    if (parts.length) put(parts);
    check(frame.digests);
  }

  // If the digests differ, first asks for the missing parts, then for the whole screen, and then no more.
  function check(expected) {
    if (digests().join(" ") === expected) doubts = 0;
    else if (doubts < 2) document.dispatchEvent(new CustomEvent("more:doubt", { detail: { whole: ++doubts > 1 } }));
  }

  function release() {
    lettingGo = 0;
    if (pressing.size) return;
    const [acts, frame] = [late, waiting];
    late = [];
    waiting = null;
    for (const act of acts) act();
    if (frame) apply(frame);
  }

  function letGo(delay) {
    clearTimeout(lettingGo);
    lettingGo = setTimeout(release, delay);
  }

  function press(event, finger) {
    if (event.target.closest && event.target.closest(PRESSABLE)) pressing.add(finger);
  }

  function lift(finger, delay) {
    if (pressing.delete(finger)) letGo(delay);
  }

  const isTap = (event) => event.key === "Enter" || event.key === " ";
  const listen = (type, act) => addEventListener(type, act, true);
  listen("pointerdown", (event) => press(event, event.pointerId));
  listen("pointerup", (event) => lift(event.pointerId, 400)); // on touch the click comes later
  listen("pointercancel", (event) => lift(event.pointerId, 0));
  listen("keydown", (event) => isTap(event) && press(event, "key"));
  listen("keyup", (event) => isTap(event) && lift("key", 0));
  listen("click", () => lettingGo && letGo(0)); // after the click's own handlers
  addEventListener("blur", () => { pressing.clear(); letGo(0); });

  let inside; // the internal functions that htmx gives to its extensions
  htmx.registerExtension("frames", { init: (given) => { inside = given; } });

  return {
    show,
    digests,
    // Runs `act` now, or as soon as no finger is down.
    unpressed: (act) => (busy() ? late.push(act) : act()),
    // Whether the server has a newer screen than the page shows or holds back.
    lacks: (sequence) => sequence > Math.max(shown, waiting ? waiting.sequence : 0),
  };
})();
