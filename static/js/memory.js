// The memory of this tab for this page: it lasts through reload and crash, until the tab is closed.
// Values of a form marked data-private are kept by the page alone and never written to the storage.

function tabMemory(kind) {
  "use strict";
  const key = `${kind} ${location.pathname}`;
  const written = (_name, value) => (value && value.isPrivate ? undefined : value);
  let all = {};
  try { all = JSON.parse(sessionStorage.getItem(key)) || {}; } catch { /* forbidden or garbled */ }
  return {
    all,
    put(name, value) {
      if (value === undefined && !(name in all)) return;
      if (value === undefined) delete all[name];
      else all[name] = value;
      try { sessionStorage.setItem(key, JSON.stringify(all, written)); } catch { /* full: the page still knows */ }
    },
  };
}

function isPrivate(form) {
  "use strict";
  return "private" in form.dataset;
}

function formName(form) {
  // getAttribute, because a field called "id" hides form.id
  return form.getAttribute("id") || form.getAttribute("action") || "";
}
