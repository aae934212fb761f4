// Keeps what a person has written or chosen and not yet sent: no new screen overwrites it. After
// every swap each field shows the server's value, unless the person has given it another one. These
// own values stay in the tab's memory until their form is saved (see memory.js).
(() => {
  "use strict";
  // form name -> { at: server's seconds, fields: { field: own value }, base: { hidden field: value } }
  // `base`: the revision that the text was written on; it must be sent together with that text.
  const drafts = tabMemory("typed");
  const skew = Number(document.body.dataset.now) - Date.now() / 1000 || 0;
  const moved = new WeakSet(); // panels that the person opened or closed
  const UNKEPT = /^(hidden|password|file|submit|button|reset|image|fieldset|output|object)$/;

  const keeps = (field) => Boolean(field.name) && !UNKEPT.test(field.type);
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
  const fieldName = (field) =>
    field.type === "checkbox" ? `${field.name}=${field.value}` : field.name;
  const own = (field) => (field.type === "checkbox" ? field.checked : field.value);

  function served(field) {
    if (field.type === "checkbox") return field.defaultChecked;
    if (field.type === "radio") {
      const group = [...field.form.elements].filter(({ name, type }) => name === field.name && type === "radio");
      return (group.find((radio) => radio.defaultChecked) || {}).value;
    }
    if (!field.options) return field.defaultValue;
    const options = [...field.options];
    return (options.find((option) => option.defaultSelected) || options[0] || {}).value;
  }

  function write(field, value) {
    if (isChoice(field)) field.checked = field.type === "radio" ? field.value === value : value;
    else if (field.value !== value) field.value = value; // setting it again would move the caret
  }

  function hidden(form) {
    const fields = [...form.elements].filter(({ type, name }) => type === "hidden" && name);
    return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  }

  function store(form, draft) {
    const some = Object.keys(draft.fields).length > 0;
    draft.isPrivate = isPrivate(form);
    drafts.put(formName(form), some ? draft : undefined);
    form.toggleAttribute("data-unsaved", some);
  }

  function note({ target: field }) {
    const form = field.form;
    if (!form || !keeps(field)) return;
    const draft = drafts.all[formName(form)] || { fields: {}, base: hidden(form) };
    draft.at = Date.now() / 1000 + skew;
    draft.fields[fieldName(field)] = own(field);
    drop(field, draft);
    store(form, draft);
  }

  // A value that equals the server's is no longer the person's own; a draft from the server still is.
  function drop(field, draft) {
    const name = fieldName(field);
    if (!("draft" in field.dataset) && draft.fields[name] === served(field)) delete draft.fields[name];
  }

  // A page, unlike a push, brings back what this person sent from any device and could not save.
  function adopt(field, draft) {
    if (!("draft" in field.dataset)) return;
    const name = fieldName(field);
    const at = Number(field.dataset.draft) || 0;
    if (name in draft.fields && draft.at >= at) return;
    draft.fields[name] = served(field);
    draft.at = Math.max(draft.at || 0, at);
  }

  function settle(form) {
    const fields = [...form.elements].filter(keeps);
    const draft = drafts.all[formName(form)] || { fields: {} };
    if (!fields.length && !draft.at) return;
    for (const field of fields) {
      adopt(field, draft);
      drop(field, draft);
      const name = fieldName(field);
      write(field, name in draft.fields ? draft.fields[name] : served(field));
    }
    if (Object.keys(draft.fields).length) {
      draft.base = draft.base || hidden(form);
      for (const field of form.elements) {
        if (field.type === "hidden" && field.name in draft.base) field.value = draft.base[field.name];
      }
    }
    store(form, draft);
  }

  // With an answer comes the newest screen: what is still unsaved is from now on based on that one.
  function answered(name, sent, isSaved) {
    const draft = drafts.all[name];
    if (!draft) return;
    const pairs = new Set([...sent].map(([key, value]) => `${key}=${value.replace(/\r\n/g, "\n")}`));
    for (const [field, value] of Object.entries(draft.fields)) {
      const isSent = typeof value === "boolean" ? pairs.has(field) === value : pairs.has(`${field}=${value}`);
      if (isSaved && isSent) delete draft.fields[field];
    }
    delete draft.base;
    drafts.put(name, Object.keys(draft.fields).length ? draft : undefined);
  }

  // Opening one panel of a set closes the others with the same name; those count as moved by the person too. They are
  // closed here, since older browsers do not know names of <details>.
  function move({ target }) {
    const summary = target.closest("summary");
    const panel = summary && summary.parentElement;
    if (!panel) return;
    moved.add(panel);
    const set = panel.getAttribute("name");
    for (const other of document.querySelectorAll("details[name]")) {
      if (other.getAttribute("name") !== set) continue;
      moved.add(other);
      if (other !== panel) other.open = false;
    }
  }

  // When a form marked data-closes is saved, the server decides again whether the panel around it is
  // open. The panel is noted when the form is sent: a frame may remove the form before the answer comes.
  function panelOf(form) {
    return form && "closes" in form.dataset ? form.closest("details,dialog") : null;
  }

  // Shuts the panel: a frame leaves out unchanged parts, so none may come that would shut it.
  function giveBack({ panel, tap }) {
    const saved = panel || panelOf([...document.forms].find((form) => formName(form) === tap.form));
    if (!saved) return;
    moved.delete(saved);
    if (saved.open) saved.open = false;
  }

  // What a form marked data-adds has added stands at the beginning of the screen: whoever added it sees it there.
  function showAdded({ tap }) {
    const form = [...document.forms].find((each) => formName(each) === tap.form);
    if (!form || !("adds" in form.dataset)) return;
    for (let box = form.parentElement; box; box = box.parentElement) box.scrollTop = 0;
  }

  // Panels that cover the screen close when the focus moves to something behind them.
  function uncover({ target }) {
    for (const panel of document.querySelectorAll(".help, .languages")) {
      if (!panel.contains(target)) panel.open = false;
    }
  }

  // A button inside a panel shuts it, to show what is behind.
  function shutFromWithin({ target }) {
    const panel = target.closest && target.closest("[data-shuts]") && target.closest("details");
    if (!panel) return;
    moved.add(panel);
    panel.open = false;
    panel.querySelector("summary").focus();
  }

  function shut({ key, target }) {
    const panel = key === "Escape" && target.closest(".help[open], .piles[open], .languages[open]");
    if (!panel) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  }

  document.addEventListener("focusin", uncover);
  document.addEventListener("keydown", shut);
  document.addEventListener("click", shutFromWithin);
  document.addEventListener("input", note);
  document.addEventListener("click", move);
  addEventListener("submit", (event) => {
    if (!event.defaultPrevented) drafts.put(formName(event.target), undefined);
  });
  for (const form of document.forms) settle(form);

  htmx.registerExtension("keep", {
    htmx_config_request(elt, { ctx }) {
      ctx.panel = panelOf(ctx.request.form);
    },
    htmx_after_request(elt, { ctx }) {
      if (!ctx.tap || !isFinal(ctx.response)) return; // ctx.tap: see taps.js
      const isSaved = ctx.response.status < 400;
      answered(ctx.tap.form, new URLSearchParams(ctx.tap.body), isSaved);
      if (!isSaved) return;
      giveBack(ctx);
      showAdded(ctx);
    },
    htmx_after_swap() {
      for (const form of document.forms) settle(form);
    },
    // The page asks for the content of a panel marked data-opens: an answer from before the panel was shut must not
    // open it again.
    htmx_before_morph_attr(elt, { attrName }) {
      return attrName !== "open" || !elt.id || !(elt.tagName === "DIALOG" || "opens" in elt.dataset || moved.has(elt));
    },
  });
})();
