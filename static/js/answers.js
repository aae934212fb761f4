// Whose answer it is. Whatever stands between a phone and the program can answer in its place, with
// its own page and any status: a hall's Wi-Fi does, until its terms are accepted. So an answer
// without the program's mark says nothing of what was saved or is gone: the line is lost. Nor does
// one that was led on: the program leads no request of a script elsewhere.
function isOurs(response) {
  "use strict";
  return Boolean(response) && !response.raw.redirected && response.headers.has("X-More-Of-This");
}

// Ours, and not "later": too much at once, or broken for now.
function isFinal(response) {
  "use strict";
  return isOurs(response) && response.status < 500 && ![408, 425, 429].includes(response.status);
}
