"""A page of somebody in one of the engines: what it shows, and what is pressed on it."""

import json
from pathlib import Path
from time import time

from app.vocabulary import Language, Step
from tests.browsers.engine import Engine
from tests.browsers.looks import CHOSEN_IS_PAINTED, IS_READY, IS_STILL, amiss
from tests.browsers.over_webdriver import Driven
from tests.environment import BETWEEN_TAPS

PAGE_UP = "\ue00e"
HOME = "\ue011"
SHOWS = """[...document.querySelectorAll(%s)].some((one) =>
  (one.matches("input, textarea") ? one.value : one.textContent).includes(%s))"""


class Screen:
    """`kind`: phone, wall or laptop, by which it is judged."""

    def __init__(self, engine: Engine, name: str, kind: str, pictures: Path) -> None:
        assert isinstance(engine, Driven)
        self.engine = engine
        self.name = name
        self.kind = kind
        self._pictures = pictures
        self._pressed = 0.0

    def go(self, address: str) -> None:
        self.engine.go(address)

    def at(self, step: Step | str) -> None:
        self.engine.until(f"document.querySelector('#screen[data-step={step}]')")

    def is_here(self, selector: str) -> None:
        self.engine.until(f"document.querySelector({json.dumps(selector)})")

    def is_gone(self, selector: str) -> None:
        self.engine.until(f"!document.querySelector({json.dumps(selector)})")

    def counts(self, selector: str, number: int) -> None:
        self.engine.until(f"document.querySelectorAll({json.dumps(selector)}).length === {number}")

    def shows(self, words: str, where: str = "#screen") -> None:
        self.engine.until(SHOWS % (json.dumps(where), json.dumps(words)))

    def press(self, selector: str) -> None:
        """When what was pressed before has been answered, as a person waits for it; and no sooner
        than a person would, since a press that follows at once is the half of a double one.
        """
        self.is_gone(".htmx-request")
        self.engine.until(f"Date.now() / 1000 > {self._pressed + BETWEEN_TAPS}")
        self.engine.press(selector)
        self._pressed = time()

    def write(self, selector: str, words: str) -> None:
        self.engine.write(selector, words)

    def pick_day(self, selector: str, day: str) -> None:
        """As its calendar does, of which each engine has one of its own, and none takes a press of ours."""
        said = f"field.value = {json.dumps(day)}; field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        self.engine.ask(f"const field = document.querySelector({json.dumps(selector)}); {said}")

    def open(self, selector: str) -> None:
        """What stands closed."""
        if not self.engine.ask(f"return document.querySelector({json.dumps(selector)}).open"):
            self.press(f"{selector} > summary")
        self.is_here(f"{selector}[open]")

    def is_painted(self, selector: str) -> None:
        """Among these the chosen one is."""
        assert self.engine.ask(CHOSEN_IS_PAINTED % selector), f"{self.name}: {selector}"

    def speaks(self, language: Language) -> None:
        """Into which the buttons and the direction of the whole page go."""
        self.open("#languages")
        self.press(f'#languages [value="{language}"]')
        self.is_here(f'html[lang="{language}"][dir="{language.direction}"]')

    def looks_right(self, name: str) -> None:
        """In contact where it has a line, with nothing cut, crossed or out of reach; a picture is taken of it."""
        self.engine.until(IS_READY)
        self.engine.ask(IS_STILL)
        self.engine.picture(self._pictures / f"{name}-{self.name}.png")
        wrong = self.engine.ask(amiss(phone=self.kind == "phone", wall=self.kind == "wall"))
        assert wrong == [], f"{self.name} at {name}: {wrong}"
