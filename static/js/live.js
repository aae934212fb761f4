// The guard around htmx's socket and answers: the page shows the newest screen and never an older
// one, no button changes under a finger, and a lost line is noticed, said and mended.
(() => {
  "use strict";
  const LEFT = 4403; // the server's close code for "you are no longer in this meeting"
  const PRESSABLE = "a,button,input,label,select,summary,[data-plane],[data-handle]";
  const page = document.documentElement;
  const wire = document.querySelector("[hx-ws\\:connect]");
  const set = (wire && wire.dataset) || {};
  const silence = Number(set.silence) || 25000; // the server beats every 10 s
  const patience = Number(set.patience) || 2000; // before the page says that the line is lost
  const GONE = [401, 403, 404, 410]; // the page's own address is not this browser's any more
  const leftKey = `left ${location.pathname}`;

  Object.assign(htmx.config, {
    history: false,
    defaultTimeout: 12000,
    ws: {
      reconnectCodes: { includes: (code) => code !== LEFT },
      reconnectDelay: 300,
      reconnectMaxDelay: 8000,
      reconnectJitter: 0.6,
      pauseOnBackground: !("stay" in set),
    },
  });

  // -- Which screen: the newest, and not while a finger is down --------------------------------

  let shown = Number(document.body.dataset.sequence) || 0;
  let waiting = null; // the newest screen that came while a finger was down
  let late = []; // what else would have moved the page under it
  const pressing = new Set();
  let lettingGo = 0;

  const busy = () => pressing.size > 0 || lettingGo > 0;

  function nowShowing(sequence) {
    shown = sequence;
    document.body.dataset.sequence = sequence;
  }

  function show(screen) {
    if (screen.sequence < shown) return;
    if (busy()) {
      if (!waiting || waiting.sequence <= screen.sequence) waiting = screen;
      return;
    }
    nowShowing(screen.sequence);
    htmx.swap({
      sourceElement: wire || document.body,
      target: screen.target,
      swap: screen.swap,
      text: screen.content.trim(), // blank text around it would pile up in the body
      transition: false,
    });
  }

  function release() {
    lettingGo = 0;
    if (pressing.size) return;
    const [acts, screen] = [late, waiting];
    late = [];
    waiting = null;
    for (const act of acts) act();
    if (screen) show(screen);
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
  listen("click", () => lettingGo && letGo(0)); // after the click's own work
  addEventListener("blur", () => { pressing.clear(); letGo(0); });

  // -- Answers of taps and of refresh() carry the same screens ---------------------------------

  let held = []; // what had the focus before a swap, and what opens each panel around it
  let step;

  function remember() {
    const screen = document.getElementById("screen");
    step = screen && screen.dataset.step;
    held = [];
    let at = document.activeElement;
    if (!screen || !screen.contains(at)) return;
    for (; at; at = at.parentElement.closest("details")) held.push(at.open ? at.firstElementChild : at);
  }

  const isShown = (at) => at.isConnected && !at.closest("details:not([open]) > :not(summary)");

  // A keyboard or a screen reader stays where it was: browsers let the focus go of what is moved.
  // Whose button is gone goes on at its panel, or at the new screen's beginning.
  function stand() {
    const screen = document.getElementById("screen");
    if (!screen) return;
    if (screen.dataset.step !== step) {
      scrollTo(0, 0);
      for (const panel of screen.querySelectorAll(".help")) panel.open = false; // it lies over what is new
    }
    const now = document.activeElement;
    if (!held.length || (now && now !== document.body && now !== held[0])) return;
    const place = held.find(isShown) || screen.querySelector("h1[tabindex]") || screen;
    if (place !== now) place.focus({ preventScroll: true });
  }

  // False when the answer is not to be shown, or not yet.
  function answer(ctx, tasks) {
    if (busy()) {
      late.push(() => htmx.swap(ctx));
      return false;
    }
    const isGone = ctx.refresh && GONE.includes(ctx.response.status);
    if (isGone) location.reload();
    else choose(ctx, tasks);
    return !isGone;
  }

  // Of an answer, also of a whole page, only the screen is shown, and only if it is no older; and
  // its sentence, unless nobody tapped: a refusal stays until the next tap.
  function choose(ctx, tasks) {
    const task = tasks.find(({ type, target }) => type === "main" && target && target.id === "screen");
    if (!task) return;
    if (ctx.refresh) tasks.splice(0, tasks.length, task);
    const main = isFinal(ctx.response) && task.fragment.querySelector("#screen");
    const sequence = Number(ctx.response.headers.get("X-Sequence")) || shown;
    if (!main || sequence < shown) {
      tasks.splice(tasks.indexOf(task), 1);
      return;
    }
    task.fragment = document.createDocumentFragment();
    task.fragment.append(main);
    nowShowing(sequence);
  }

  // -- The line: dead, lost, mended ------------------------------------------------------------

  let heard = Date.now();
  let ticked = heard;
  let asked = heard;
  let spoken = true; // whether this connection has said anything
  let attempt = 0;
  let asking = false;
  let losing = 0;
  let left = false;

  const socket = () => ((wire._htmx || {}).ws || {}).connection;
  const isOpen = () => Boolean(socket() && socket().socket && socket().socket.readyState === 1);

  function say(state) {
    if (busy()) {
      late.push(() => say(state));
      return;
    }
    page.dataset.link = state;
    const box = document.getElementById("offline");
    if (box) box.hidden = state === "on";
  }

  function lose() {
    losing = losing || setTimeout(say, patience, "off");
  }

  function find() {
    clearTimeout(losing);
    losing = 0;
    say("on");
  }

  function reconnect() {
    if (left) return;
    heard = Date.now();
    htmx.process(wire, true); // tears the old socket down at once and opens a new one
  }

  async function refresh() {
    if (asking || left) return;
    asking = true;
    asked = Date.now();
    const url = location.pathname + location.search;
    const how = { source: wire, target: "#screen", swap: "outerMorph", refresh: true };
    try { await htmx.ajax("GET", url, how); } catch { /* no screen on this page */ }
    asking = false;
  }

  function leave() {
    left = true;
    lose();
    try {
      if (sessionStorage.getItem(leftKey)) return; // reloaded already: not for ever
      sessionStorage.setItem(leftKey, "1");
      location.reload();
    } catch { /* no memory, so no way to do it only once */ }
  }

  function tick() {
    const now = Date.now();
    const slept = now - ticked > 10000;
    ticked = now;
    if (document.hidden && htmx.config.ws.pauseOnBackground) return;
    if (now - heard > silence) reconnect();
    if (slept || (page.dataset.link === "off" && now - asked > 10000)) refresh();
  }

  function wake(fresh) {
    if (document.hidden) return;
    if (fresh) reconnect(); // a socket from before belongs to another network
    else if (!isOpen()) lose();
    refresh();
  }

  function hear({ message }) {
    heard = Date.now();
    spoken = true;
    try { sessionStorage.removeItem(leftKey); } catch { /* nothing was kept */ }
    const frame = JSON.parse(message.data);
    if (frame.beat === undefined) return show(frame);
    if (frame.beat > Math.max(shown, waiting ? waiting.sequence : 0)) refresh();
  }

  if (wire) {
    lose();
    setInterval(tick, Math.min(1000, silence / 4));
    addEventListener("online", () => wake(true));
    addEventListener("pageshow", (event) => event.persisted && wake(true));
    document.addEventListener("visibilitychange", () => wake(false));
  }

  htmx.registerExtension("live", {
    htmx_before_response: (elt, { ctx }) => isOurs(ctx.response), // of another's nothing is read
    htmx_finally_request(elt, { ctx }) {
      if (!isOurs(ctx.response)) lose();
      else if (wire && isOpen()) find();
    },
    htmx_before_swap(elt, { ctx, tasks }) {
      remember();
      return ctx.response ? answer(ctx, tasks) : true;
    },
    htmx_after_swap: stand,
    htmx_ws_before_message_incoming(elt, detail) {
      hear(detail);
      return false; // shown here, not by the socket's own swap
    },
    htmx_ws_after_connection(elt, { connection }) {
      spoken = false;
      attempt = connection.attempt;
      find();
    },
    htmx_ws_close(elt, { connection, code }) {
      if (code === LEFT) return leave();
      if (!document.hidden) lose();
      // A server that accepts and closes at once must not be asked three times a second.
      if (!spoken) connection.attempt = attempt;
      spoken = true;
    },
  });
})();
