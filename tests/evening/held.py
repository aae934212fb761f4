"""The focus of a page, as somebody has it who goes by keys or by ear."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.evening.screen import Screen

# Everything that can have the focus, each told by what it is and never by where it stands.
STOPS = """(within) => {
  window.faceOf = (at) =>
    [at.tagName, (at.closest('[id]') || { id: '' }).id, at.getAttribute('name') || '', at.value || ''].join(' ');
  const isShut = 'details:not([open]) > :not(summary), details:not([open]) > :not(summary) *';
  const wanted = ':is(a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"])';
  window.stops = () => [...document.querySelectorAll(`${within} ${wanted}`)]
    .filter((at) => !at.matches(isShut) && at.getClientRects().length);
  return window.stops().map(window.faceOf);
}"""
HOLD = """(face) => {
  window.held = window.stops().find((stop) => window.faceOf(stop) === face);
  if (window.held) window.held.focus();
  return document.activeElement === window.held;
}"""
# Two frames later: browsers let the focus go of what is hidden only as they draw it.
FOUND = """(face) => new Promise((say) => requestAnimationFrame(() => requestAnimationFrame(() => {
  const now = document.activeElement;
  const there = window.stops().find((stop) => window.faceOf(stop) === face);
  const isWell = there ? now === there : now !== window.held && document.getElementById('screen').contains(now);
  say(isWell ? '' : `${there ? 'left alone' : 'gone'}, and the focus at ${window.faceOf(now)}`);
})))"""

Act = Callable[[], object]


def lost_by(screen: Screen, *acts: Act, within: str = "#screen") -> list[str]:
    """Each place that did not keep the focus while others act; or that, gone, left it nowhere."""
    lost = []
    for face in screen.page.evaluate(STOPS, within):
        for act in acts:
            lost += _lost_at(screen, face, act)
    return lost


def _lost_at(screen: Screen, face: str, act: Act) -> list[str]:
    is_held = screen.page.evaluate(HOLD, face)
    sequence = screen.sequence
    act()
    expect(screen.find("body")).not_to_have_attribute("data-sequence", sequence)
    lost = screen.page.evaluate(FOUND, face) if is_held else ""
    return [f"{face}: {lost}"] if lost else []
