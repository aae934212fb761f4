"""What is looked for on a page in any engine: bodies of functions."""

import json
from pathlib import Path

CHECKS = Path(__file__).parent.parent / "pictures" / "checks.js"
IN_CONTACT = "document.documentElement.dataset.link === 'on'"
# Whoever has not come in has no line.
IS_READY = f"!document.querySelector('#connection') || {IN_CONTACT}"
# Its letters drawn, nothing on its way from one colour to another, and all of it painted.
IS_STILL = """const isOn = (one) => one instanceof CSSTransition && one.playState === "running";
const frame = () => new Promise((done) => requestAnimationFrame(done));
return document.fonts.ready
  .then(() => Promise.allSettled(document.getAnimations().filter(isOn).map((one) => one.finished)))
  .then(frame).then(frame).then(() => true)"""
# A person sees which one is chosen: it is painted otherwise than the ones beside it.
CHOSEN_IS_PAINTED = """const all = [...document.querySelectorAll(%r)];
const look = (one) => ["backgroundColor", "borderTopColor", "borderTopWidth", "boxShadow", "color"]
  .map((name) => getComputedStyle(one)[name]).join();
const chosen = all.find((one) => one.matches("[aria-pressed=true]") || one.querySelector(":checked"));
const others = all.filter((one) => one !== chosen);
return Boolean(chosen) && others.every((one) => look(one) !== look(chosen))"""
HAS_COLOURS = """const ground = getComputedStyle(document.querySelector(".ground, #bar")).backgroundColor;
return !/rgba\\(0, 0, 0, 0\\)|transparent/.test(ground)"""
NOT_UNDERLINED = """return [...document.querySelectorAll("button.button-text, summary.button-text, a.button-text")]
  .filter((one) => one.getClientRects().length && !one.closest("header"))
  .filter((one) => !/underline/.test(getComputedStyle(one).textDecorationLine))
  .map((one) => one.outerHTML.slice(0, 120))"""
SHOWN_WHOLE = """(() => { const one = document.getElementById(%r);
  return one.scrollHeight <= one.clientHeight + 1 && one.clientHeight > 90; })()"""
WRITTEN = """const one = document.getElementById(%r);
one.value = %r;
one.dispatchEvent(new Event("input", { bubbles: true }))"""
SIDEWAYS = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
PLANE_SHARE = (
    "return document.querySelector('.plane-beside svg').getBoundingClientRect().width / innerWidth"
)


def amiss(*, phone: bool = False, wall: bool = False) -> str:
    """What the pictures look for: cut, crossed, sideways, the main button of a phone out of reach."""
    given = json.dumps({"phone": phone, "hand": phone, "wall": wall})
    return f"return ({CHECKS.read_text('utf-8').strip().removesuffix(';')})({given})"
