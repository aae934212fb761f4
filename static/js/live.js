// The connection to the server: notices when it is lost or dead, and mends it. Messages of the socket, and answers to
// the script's requests, are frames (frames.js).
(() => {
  "use strict";
  const LEFT = 4403; // the server's close code for "you are no longer in this meeting"
  const page = document.documentElement;
  const wire = document.querySelector("[hx-ws\\:connect]");
  const set = (wire && wire.dataset) || {};
  const silence = Number(set.silence) || 25000; // the server beats every 10 s
  const lasting = Number(set.lasting) || 30000; // how long the answer to a tap stays in the notice
  const patience = Number(set.patience) || 2000; // before the page says that the connection is lost
  const absence = Number(set.absence) || 20000; // before it says how to come back at another address
  const pace = 2 * patience; // between two requests where no socket gets through
  const GONE = [401, 403, 404, 410]; // this browser may no longer open the page's own address
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

  let heard = Date.now();
  let ticked = heard;
  let asked = heard;
  let spoken = true; // whether anything has come by this connection
  let shown = true; // whether a screen has come by it
  let attempt = 0;
  let asking = false;
  let losing = 0;
  let lostAt = 0; // since when the page says that the connection is lost
  let served = heard; // when a request was last answered while no socket was open
  let left = false;
  let fading = 0;
  let saidIn; // the step in which the sentence of the notice was said

  const socket = () => ((wire._htmx || {}).ws || {}).connection;
  const isOpen = () => Boolean(socket() && socket().socket && socket().socket.readyState === 1);

  function say(state) {
    page.dataset.link = state;
    const box = document.getElementById("offline");
    if (box) box.hidden = state !== "off";
    lostAt = state === "off" ? lostAt || Date.now() : 0;
    if (!lostAt) tellAgain(false);
  }

  function tellAgain(told) {
    const again = document.getElementById("anew");
    if (again) again.hidden = !told;
  }

  // Some networks let no socket through. If requests are still answered, the page polls instead, and nothing is lost.
  function lose() {
    losing = losing || setTimeout(() => {
      losing = 0;
      frames.unpressed(() => say(!left && Date.now() - served < 2 * pace ? "asked" : "off"));
    }, patience);
  }

  function find(state = "on") {
    clearTimeout(losing);
    losing = 0;
    served = state === "on" ? 0 : Date.now();
    frames.unpressed(() => say(state));
  }

  function reconnect() {
    if (left) return;
    heard = Date.now();
    htmx.process(wire, true); // tears the old socket down at once and opens a new one
  }

  // The content of a panel marked data-opens is not sent while the panel is shut. The ids of open panels stand in the
  // page's own address, so that a reload keeps them open.
  const opened = () => (new URLSearchParams(location.search).get("open") || "").split(".").filter(Boolean);

  function open({ target: panel }) {
    if (!wire || !panel.id || !("opens" in panel.dataset) || opened().includes(panel.id) === panel.open) return;
    const said = new URLSearchParams(location.search);
    said.set("open", opened().filter((id) => id !== panel.id).concat(panel.open ? panel.id : []).join("."));
    if (!said.get("open")) said.delete("open");
    history.replaceState(null, "", `${location.pathname}?${said}`.replace(/\?$/, ""));
    reconnect();
  }

  // `whole`: ask for the whole screen, because the page's digests may be wrong.
  async function refresh(whole) {
    if (asking || left) return;
    asking = true;
    asked = Date.now();
    const url = location.pathname + location.search;
    const how = { source: wire, target: "#screen", refresh: true, whole: whole === true };
    try { await htmx.ajax("GET", url, how); } catch { /* no screen on this page */ }
    asking = false;
  }

  const step = () => (document.getElementById("screen") || { dataset: {} }).dataset.step;

  // Shows a sentence in the notice until the next tap, until the step changes, or until there was time to read it.
  function tell(words) {
    clearTimeout(fading);
    saidIn = undefined;
    frames.unpressed(() => { document.getElementById("notice").textContent = words; });
    if (!words) return;
    setTimeout(() => { saidIn = step(); }, 1000); // after the screen that came with it
    fading = setTimeout(tell, lasting, "");
  }

  // Tells the first missing or impossible value of a form in the person's language: the browser's own bubble uses the
  // browser's language, and covers the field. What else can be wrong the browser tells.
  function lack(event) {
    const { target: field } = event;
    const notice = document.getElementById("notice");
    const first = field.form.querySelector(":invalid:not(fieldset)");
    if (!notice || !(first.validity.valueMissing || first.dataset.wrong)) return;
    event.preventDefault();
    if (field !== first) return;
    const { badInput, valueMissing } = field.validity;
    tell((valueMissing && !badInput ? "" : field.dataset.wrong) || notice.dataset.lacks);
    field.focus();
    field.parentNode.scrollIntoView({ block: "center" });
  }

  // The program has been upgraded: reloads once, and only when nothing is half-typed or being sent.
  function renew(built) {
    const key = `renewed ${built}`;
    if (document.querySelector("form[data-unsaved], form[data-unsent], .is-saving")) return;
    try {
      if (sessionStorage.getItem(key)) return;
      sessionStorage.setItem(key, "1");
    } catch { return; } // no memory, so no way to do it only once
    frames.unpressed(() => location.reload());
  }

  // The answer to a tap, or to refresh().
  function answered(ctx) {
    if (ctx.refresh && GONE.includes(ctx.response.status)) {
      frames.unpressed(() => location.reload());
      return;
    }
    if (!(ctx.response.headers.get("Content-Type") || "").startsWith("application/json")) return;
    const frame = JSON.parse(ctx.text);
    if (!ctx.refresh && document.getElementById("notice")) tell(frame.said);
    if (isFinal(ctx.response)) frames.show(frame);
  }

  function leave() {
    left = true;
    lose();
    try {
      if (sessionStorage.getItem(leftKey)) return; // reloaded already: no endless loop
      sessionStorage.setItem(leftKey, "1");
      location.reload();
    } catch { /* no memory, so no way to do it only once */ }
  }

  function tick() {
    const now = Date.now();
    const slept = now - ticked > 10000;
    ticked = now;
    if (lostAt && now - lostAt > absence) tellAgain(true);
    if (document.hidden && htmx.config.ws.pauseOnBackground) return;
    if (now - heard > silence) reconnect();
    const still = { off: 10000, asked: pace }[page.dataset.link]; // milliseconds between requests
    if (slept || (still && now - asked > still)) refresh();
  }

  function wake(fresh) {
    if (document.hidden) return;
    if (fresh) reconnect(); // the old socket may belong to another network
    else if (!isOpen()) lose();
    refresh();
  }

  function hear({ message }) {
    heard = Date.now();
    spoken = true;
    if ("answers" in set && isOpen()) socket().socket.send("here"); // so the server notices at once when a wall is gone
    try { sessionStorage.removeItem(leftKey); } catch { /* nothing was kept */ }
    const frame = JSON.parse(message.data);
    if (frame.beat === undefined) {
      frames.show(frame, !shown);
      shown = true;
      return;
    }
    if (frame.built && frame.built !== document.body.dataset.built) renew(frame.built);
    if (frames.lacks(frame.beat)) refresh();
  }

  addEventListener("invalid", lack, true);
  document.addEventListener("more:said", ({ detail }) => tell(detail));

  if (wire) {
    lose();
    addEventListener("toggle", open, true);
    setInterval(tick, Math.min(1000, silence / 4));
    addEventListener("online", () => wake(true));
    addEventListener("pageshow", (event) => event.persisted && wake(true));
    document.addEventListener("visibilitychange", () => wake(false));
    document.addEventListener("more:doubt", ({ detail }) => refresh(detail.whole));
  }

  htmx.registerExtension("live", {
    htmx_config_request(elt, { ctx }) {
      if (!ctx.whole) ctx.request.headers["X-Has"] = frames.digests().join(".");
      ctx.request.headers["X-Open"] = opened().join(".");
    },
    htmx_after_swap() {
      if (saidIn !== undefined && saidIn !== step()) tell("");
    },
    htmx_before_response: (elt, { ctx }) => isOurs(ctx.response), // an answer of somebody else is not read
    htmx_after_request(elt, { ctx }) {
      answered(ctx);
      return false; // shown already: htmx has nothing to swap
    },
    htmx_finally_request(elt, { ctx }) {
      if (!isOurs(ctx.response)) lose();
      else if (wire && !left) find(isOpen() ? "on" : "asked");
    },
    htmx_ws_before_connection(elt, { connection }) {
      connection.url = `${connection.url.split("?")[0]}?has=${frames.digests().join(".")}&open=${opened().join(".")}`;
    },
    htmx_ws_before_message_incoming(elt, detail) {
      hear(detail);
      return false; // shown here, not by the socket's own swap
    },
    htmx_ws_after_connection(elt, { connection }) {
      spoken = shown = false;
      attempt = connection.attempt;
      find();
    },
    htmx_ws_close(elt, { connection, code }) {
      if (code === LEFT) return leave();
      if (!document.hidden) lose();
      // If the server accepts and closes at once, the delay must grow, or the page would connect three times a second.
      if (!spoken) connection.attempt = attempt;
      spoken = true;
    },
  });
})();
