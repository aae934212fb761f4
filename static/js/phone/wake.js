// The screen of a phone stays on while the meeting goes on and the page is in view: by Wake Lock, or where a browser gives
// none (all over plain HTTP, the older ones everywhere) by a film of four seconds, black and silent. Browsers hold a screen
// for a film, each by a rule of its own: Blink for one that fills a fifth of the view, Gecko for one with a track of sound,
// WebKit for one that is not muted and does not loop. It is said where one waits for the beginning, and only while it is so.
(() => {
  "use strict";
  if (!document.body.matches(".phone")) return;
  let lock = null;
  let isAsking = false;
  let film = null;
  let asked; // whether it was wanted when the browser was last asked for it

  const isWanted = () => !document.hidden && !document.querySelector("#screen[data-step=ended]");
  const isLocked = () => Boolean(lock && !lock.released);
  // While it goes back to its beginning it has no picture for a moment. WebKitGTK never says that it has more than this one.
  const isShown = () => Boolean(film && !film.paused && (film.seeking || film.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA));

  function tell() {
    const line = document.getElementById("stays-on");
    if (line) line.toggleAttribute("hidden", !isLocked() && !isShown());
  }

  // The browser let go of it by itself: the next screen asks for it again.
  function lose() {
    asked = undefined;
    tell();
  }

  async function askForLock() {
    if (!isWanted()) return lock && lock.release();
    if (isLocked() || isAsking) return;
    isAsking = true;
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", lose);
    } finally { isAsking = false; }
  }

  function makeFilm() {
    const made = document.createElement("video");
    made.className = "awake";
    made.setAttribute("aria-hidden", "true");
    made.setAttribute("playsinline", "");
    made.disableRemotePlayback = true;
    made.muted = !("webkitSetPresentationMode" in made); // WebKit alone wants it heard; others would stop one's music
    for (const kind of ["mp4", "webm"]) {
      const source = document.createElement("source");
      source.type = `video/${kind}`;
      source.src = `/static/awake/awake.${kind}`;
      made.append(source);
    }
    // Back long before the end: a phone at work tells of the time seldom.
    made.addEventListener("timeupdate", () => { if (made.currentTime > 1) made.currentTime = 0; });
    made.addEventListener("ended", hold);
    for (const change of ["playing", "waiting"]) made.addEventListener(change, tell);
    made.addEventListener("pause", lose);
    document.body.append(made);
    return made;
  }

  async function showFilm() {
    if (!isWanted()) return film && film.pause();
    film = film || makeFilm();
    await film.play();
  }

  async function hold() {
    asked = isWanted();
    try {
      await (navigator.wakeLock ? askForLock() : showFilm());
    } catch { /* the battery is low, or the page has not been touched yet */ }
    tell();
  }

  document.addEventListener("visibilitychange", hold); // the browser lets go of it whenever the page is hidden
  // Refused is refused until the next tap: to ask at each screen takes an old phone milliseconds of it.
  document.addEventListener("htmx:after:swap", () => (isWanted() === asked ? tell() : hold()));
  document.addEventListener("click", hold);
  hold();
})();
