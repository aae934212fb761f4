"""A page of the meeting as its person has it: what it shows, and what can be pressed on it."""

import re
from typing import ClassVar

from playwright.sync_api import Error, Locator, Page, expect

from app.texts import say
from app.vocabulary import Language, Step


class Screen:
    """With script a page is always the newest."""

    def __init__(self, page: Page, address: str, language: Language = Language.sv) -> None:
        self.page = page
        self.address = address
        self.language = language

    @property
    def main(self) -> Locator:
        return self.page.locator("#screen")

    @property
    def step(self) -> str | None:
        return self.main.get_attribute("data-step")

    @property
    def heard(self) -> str:
        """How many frames have come down its socket."""
        return self.find("html").get_attribute("data-heard") or "0"

    @property
    def sequence(self) -> str:
        """Of the newest screen that it has shown."""
        return str(self.find("body").get_attribute("data-sequence"))

    def look(self) -> None:
        """Sees to it that the page shows how things stand."""

    def has_each_id_once(self) -> None:
        """By their ids a new screen finds what it leaves standing."""
        ids = self.page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")
        assert sorted(ids) == sorted(set(ids))

    def find(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def at(self, step: Step | str) -> None:
        self.look()
        expect(self.main).to_have_attribute("data-step", step)

    def sees(self, words: str, where: str = "#screen") -> None:
        self.look()
        expect(self.find(where)).to_contain_text(words)

    def sees_number(self, number: int, where: str) -> None:
        """The first number in what stands there."""
        self.look()
        expect(self.find(where)).to_have_text(re.compile(rf"^\D*{number}\b"))

    def lacks(self, *texts: str) -> None:
        self.look()
        for words in texts:
            expect(self.main).not_to_contain_text(words)

    def counts(self, selector: str, number: int) -> None:
        self.look()
        expect(self.find(selector)).to_have_count(number)

    def holds(self, selector: str, words: str) -> None:
        """What stands in a field."""
        expect(self.find(selector)).to_have_value(words)

    def is_told(self, sentence: str) -> None:
        """The notice that an act was answered with."""
        expect(self.find("#notice")).to_have_text(sentence)

    def say(self, sentence: str, **values: str | int) -> str:
        """A sentence of the program as it stands on this screen."""
        return say(sentence, self.language, **values)

    def touch(self, target: str | Locator) -> None:
        """Presses something that sends nothing."""
        self._located(target).click()

    def press(self, target: str | Locator) -> None:
        """Presses a button that sends. What it leads to is the caller's to await."""
        self.touch(target)

    def reach(self, target: str | Locator) -> None:
        """Gives it the focus."""
        self._located(target).focus()

    def enter(self, selector: str, words: str) -> None:
        """Writes over what stands in a field."""
        self.find(selector).fill(words)

    def pick(self, selector: str, label: str) -> None:
        """Of a list to choose from."""
        self.find(selector).select_option(label=label)

    def open(self, selector: str) -> None:
        """Opens what stands closed."""
        panel = self.find(selector)
        if panel.get_attribute("open") is None:
            self.touch(f"{selector} > summary")
        expect(panel).to_have_attribute("open", "")

    def shut(self, selector: str) -> None:
        if self.find(selector).get_attribute("open") is not None:
            self.touch(f"{selector} > summary")
        expect(self.find(selector)).not_to_have_attribute("open", "")

    def visit(self, address: str) -> None:
        self.page.goto(address)

    def reload(self) -> None:
        self.page.reload()

    def is_back(self) -> None:
        """The page has its line."""
        expect(self.find("html")).to_have_attribute("data-link", "on")

    def _located(self, target: str | Locator) -> Locator:
        return self.find(target) if isinstance(target, str) else target


class Plain(Screen):
    """No script runs on it: what is pressed is a post and a new page, and news come by asking again.

    `acts`: of everybody; a page that was loaded after the last one is still the newest.
    """

    acts: ClassVar[int] = 0
    _loaded_after = -1

    def look(self) -> None:
        if self._loaded_after == Plain.acts:
            return
        # A page on which nobody writes asks again by itself, maybe in this very moment.
        while not self._asks():
            continue
        self._loaded_after = Plain.acts

    def visit(self, address: str) -> None:
        super().visit(address)
        self._loaded_after = Plain.acts

    def at(self, step: Step | str) -> None:
        if self.step != step:
            super().at(step)

    def open(self, selector: str) -> None:
        """What is not sent while a panel is shut is asked for by the link in it."""
        super().open(selector)
        link = self.find(f"{selector} > noscript a, {selector} > div > noscript a")
        if link.count():
            with self.page.expect_navigation():
                link.first.click()

    def sees(self, words: str, where: str = "#screen") -> None:
        shown = self.find(where)
        if not shown.count() or words not in (shown.first.text_content() or ""):
            super().sees(words, where)

    def press(self, target: str | Locator) -> None:
        with self.page.expect_navigation():
            super().press(target)
        Plain.acts += 1
        self._loaded_after = Plain.acts

    def _asks(self) -> bool:
        try:
            return self.page.goto(self.address) is not None
        except Error as error:
            if "interrupted" in error.message or "ERR_ABORTED" in error.message:
                return False
            raise
