// What this tab alone remembers for this page, through reload and crash, until it is closed.
// Two functions shared by the islands; all else in each island is its own.

function tabMemory(kind) {
  "use strict";
  const key = `${kind} ${location.pathname}`;
  let all = {};
  try { all = JSON.parse(sessionStorage.getItem(key)) || {}; } catch { /* forbidden or garbled */ }
  return {
    all,
    put(name, value) {
      if (value === undefined && !(name in all)) return;
      if (value === undefined) delete all[name];
      else all[name] = value;
      try { sessionStorage.setItem(key, JSON.stringify(all)); } catch { /* full: the page still knows */ }
    },
  };
}

function formName(form) {
  // by getAttribute: a field called "id" hides form.id
  return form.getAttribute("id") || form.getAttribute("action") || "";
}
