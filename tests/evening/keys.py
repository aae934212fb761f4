"""A screen whose person has a keyboard and nothing else; and what whoever has the focus must see of it."""

from functools import cached_property

from playwright.sync_api import Locator, expect

from tests.environment import BETWEEN_TAPS
from tests.evening.console import Console
from tests.evening.phone import Phone
from tests.evening.screen import Screen

MOST_STOPS = 120

# Which key leads from what has the focus towards the target.
WAY = """(target) => {
  const now = document.activeElement;
  if (now === target) return '';
  if (now.type === 'radio' && now.name === target.name && now.form === target.form)
    return 'ArrowDown';
  const isBehind = now.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
  return isBehind && now !== document.body ? 'Shift+Tab' : 'Tab';
}"""

# What is amiss with what has the focus: no ring around it, or something that lies over it.
AMISS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at.tabIndex < 0) return '';
  const whole = at.closest('label') || at;
  const name = `${at.tagName}#${at.id} "${whole.textContent.trim().slice(0, 40)}"`;
  const rings = [at, whole].map((each) => getComputedStyle(each));
  if (!rings.some((ring) => ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 2))
    return `${name}: no ring`;
  const box = whole.getBoundingClientRect();
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const [middle, centre] = [(box.left + box.right) / 2, (top + bottom) / 2];
  const [start, end] = [[middle, box.top + 3], [middle, box.bottom - 3]];
  const points =
    at.tagName === 'TEXTAREA' ? [start] // browsers see to the caret alone, and it stands at the beginning
    : at.matches('[role=region]') ? [[middle, centre]]
    : [start, end, [box.left + 3, centre], [box.right - 3, centre]];
  for (const [x, y] of points) {
    const over = document.elementFromPoint(x, y);
    if (!over) return `${name}: outside the screen at ${x}, ${y}`;
    if (!whole.contains(over)) return `${name}: under ${over.tagName}.${over.className.baseVal ?? over.className}`;
  }
  return '';
}"""


class Keyed(Screen):
    """`amiss`: every stop of the way at which the focus was not to be seen."""

    @cached_property
    def amiss(self) -> set[str]:
        return set()

    def touch(self, target: str | Locator) -> None:
        control = self._control(self._located(target))
        self.reach(control)
        match control.evaluate("control => control.type || control.tagName"):
            case "radio":
                if not control.is_checked():  # an arrow chooses what it leads to
                    self.page.keyboard.press("Space")
            case "checkbox" | "SUMMARY":
                self.page.keyboard.press("Space")
            case _:
                self.page.keyboard.press("Enter")

    def reach(self, target: str | Locator) -> None:
        """By Tab, forwards or backwards, as people do who see where it stands."""
        control = self._located(target)
        expect(control).to_be_visible()
        for _ in range(MOST_STOPS):
            key = control.evaluate(WAY)
            if not key:
                return
            self.page.keyboard.press(key)
            self._see()
        raise AssertionError(f"no key leads to {control}")

    def enter(self, selector: str, words: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def pick(self, selector: str, label: str) -> None:
        """Of a list to choose from, by the first letters of what it says."""
        self.reach(selector)
        self.page.keyboard.type(label)

    def _see(self) -> None:
        wrong = self.page.evaluate(AMISS)
        if wrong:
            self.amiss.add(f"{self.step}: {wrong}")

    def _control(self, target: Locator) -> Locator:
        """What a label names is its field."""
        is_label = target.evaluate("target => target.tagName") == "LABEL"
        return target.locator("input") if is_label else target


class KeyedPhone(Keyed, Phone):
    pass


class KeyedConsole(Keyed, Console):
    def touch(self, target: str | Locator) -> None:
        takes_its_time(self)
        super().touch(target)


def takes_its_time(console: Console) -> None:
    """So long that the next press is meant, and no second half of the last one."""
    until = now(console) + BETWEEN_TAPS * 1000
    console.page.wait_for_function("until => Date.now() > until", arg=until)


def now(console: Console) -> int:
    return int(console.page.evaluate("Date.now()"))
