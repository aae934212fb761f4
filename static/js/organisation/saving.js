// Saves on the server while a secretary types: nothing is lost by another page, another device or a closed lid. Without
// this script a page is saved when its button is pressed.
(() => {
  "use strict";
  const PAUSE = 800; // milliseconds without a key
  const form = document.querySelector("form[data-typed]");
  if (!form) return;
  const state = form.querySelector("[data-state]");
  const words = form.dataset;
  let timer = 0;
  let onTheWay = 0;
  let typed = new Set(); // fields that the server does not have yet
  const own = {}; // what this page has put beside the words of others, so that it replaces that alone
  let sending = Promise.resolve(); // one after the other: each answer brings the revisions for the next request

  function fieldsOf(names) {
    const fields = new URLSearchParams();
    for (const name of names) {
      const place = name.replace("said_", "");
      fields.set(name, form.elements[name].value);
      fields.set(`revision_${place}`, form.elements[`revision_${place}`].value);
      if (own[place]) fields.set(`over_${place}`, own[place]);
    }
    return fields;
  }

  function heard({ revisions, beside, own: put }, names) {
    Object.assign(own, put);
    for (const [place, revision] of Object.entries(revisions)) {
      // If somebody else has written meanwhile, the old revision stays, so that their words are not overwritten unseen.
      if (!beside.includes(place) && names.has(`said_${place}`)) form.elements[`revision_${place}`].value = revision;
    }
    state.textContent = beside.length ? words.both : words.typed;
  }

  const keep = () => (sending = sending.then(sent));

  async function sent() {
    clearTimeout(timer);
    if (!typed.size) return;
    const names = typed;
    typed = new Set();
    onTheWay += 1;
    try {
      const body = fieldsOf(names);
      const answer = await fetch(form.action, { method: "POST", body, keepalive: true, headers: { "X-Typing": "1" } });
      if (answer.status === 404) {
        state.textContent = words.gone; // a closed link stays closed
        return;
      }
      const told = await answer.json();
      if (answer.ok) heard(told, names);
      else state.textContent = told.said;
    } catch {
      typed = new Set([...names, ...typed]);
      state.textContent = words.notKept;
      timer = setTimeout(keep, 10 * PAUSE);
    } finally {
      onTheWay -= 1;
    }
  }

  form.addEventListener("input", ({ target }) => {
    if (!target.name.startsWith("said_")) return;
    typed.add(target.name);
    state.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  // A pressed button waits for what is being sent. The same words sent twice are saved once.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!onTheWay) return;
    event.preventDefault();
    await sending;
    if (form.requestSubmit) form.requestSubmit(event.submitter);
    else if (event.submitter) event.submitter.click(); // Safari before 16
    else form.submit();
  });
  addEventListener("pagehide", keep);
})();
