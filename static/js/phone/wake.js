// Keeps a phone's screen on while the meeting goes on and the page is in view: by Wake Lock, or in browsers without it
// (all of them over plain HTTP, older ones always) by a film of four seconds, black and silent. Browsers keep the screen
// on for a film, each under a condition of its own: Blink if it fills a fifth of the view, Gecko if it has a sound track,
// WebKit if it is not muted and does not loop. The page says so where people wait for the beginning, while it is true.
(() => {
  "use strict";
  if (!document.body.matches(".phone")) return;
  const FILMS = { mp4: "/static/awake/awake.mp4", webm: "/static/awake/awake.webm" };
  let lock = null;
  let isAsking = false;
  let film = null;
  let asked; // whether the screen was to stay on when the browser was last asked

  const isWanted = () => !document.hidden && !document.querySelector("#screen[data-step=ended]");
  const isLocked = () => Boolean(lock && !lock.released);
  // While the film seeks back to its beginning it has no picture for a moment. WebKitGTK never reports more than the
  // current picture.
  const isShown = () => Boolean(film && !film.paused && (film.seeking || film.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA));

  function tell() {
    const line = document.getElementById("stays-on");
    if (line) line.toggleAttribute("hidden", !isLocked() && !isShown());
  }

  // The browser has ended it by itself: the next screen asks again.
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
    made.muted = !("webkitSetPresentationMode" in made); // only WebKit needs it unmuted; elsewhere that stops one's music
    for (const [kind, address] of Object.entries(FILMS)) {
      const source = document.createElement("source");
      source.type = `video/${kind}`;
      source.src = address;
      made.append(source);
    }
    // Goes back long before the end, because a busy phone seldom reports the time.
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

  document.addEventListener("visibilitychange", hold); // browsers end it whenever the page is hidden
  // A refusal stands until the next tap: asking at each screen costs an old phone milliseconds.
  document.addEventListener("htmx:after:swap", () => (isWanted() === asked ? tell() : hold()));
  document.addEventListener("click", hold);
  hold();
})();
