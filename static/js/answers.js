// Whether an answer comes from the program. Anything between a phone and the program can answer in
// its place, with its own page and any status: a hall's Wi-Fi does, until its terms are accepted. So
// an answer without the program's header says nothing about what was saved or is gone: the connection
// counts as lost. So does a redirected answer: the program never redirects a request of a script.
function isOurs(response) {
  "use strict";
  return Boolean(response) && !response.raw.redirected && response.headers.has("X-More-Of-This");
}

// The program's own answer, and none that says "later": a timeout, too many requests, a server error.
function isFinal(response) {
  "use strict";
  return isOurs(response) && response.status < 500 && ![408, 425, 429].includes(response.status);
}
