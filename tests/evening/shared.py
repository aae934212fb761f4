"""A phone that several people share: each does what is the own person's in turn, and none sees another one's."""

import re

from playwright.sync_api import Locator, expect

from app.vocabulary import Role
from tests.evening.phone import Phone
from tests.evening.screen import Plain

# Milliseconds within which a tap is the second half of another one, and never the next person's.
GIVEN_ON = "since => Date.now() - since > 700"


class SharedPhone(Phone):
    """By it, as many take part as said so when the phone joined."""

    def share_with(self, *others: Role) -> None:
        """Before joining: what the others are here as."""
        self.people = 1 + len(others)
        self.look()
        self.open("#sharing")
        for number, role in enumerate(others, start=2):
            self.find(f"#other-{number}").select_option(value=role)

    def turn_is(self, number: int) -> None:
        """It has been given on to that one, for one thing or for all ideas."""
        usual = self.say("Person %(number)s of %(total)s", number=number, total=self.people)
        several = self.say("Person %(number)s places all ideas first", number=number)
        self._turn_says(re.compile("|".join(map(re.escape, (usual, several)))))
        self._is_given_on()

    def take_turn(self, number: int) -> None:
        """Somebody says that it is theirs now."""
        self.ask_for_turn(number)
        self.turn_is(number)

    def ask_for_turn(self, number: int) -> None:
        self.look()
        button = self._row.locator(f'[value="{number - 1}"]')
        if button.get_attribute("aria-pressed") == "false":
            self.press(button)

    def all_are_done(self) -> None:
        """And nobody's choice is shown."""
        self._turn_says(self.say("All of you are done"))
        self.counts('#screen [aria-pressed="true"]', 0)

    def _turn_says(self, words: str | re.Pattern[str]) -> None:
        self.look()
        expect(self._row.get_by_role("status")).to_have_text(words)

    def _is_given_on(self) -> None:
        self.page.wait_for_function(GIVEN_ON, arg=self.page.evaluate("Date.now()"))

    @property
    def _row(self) -> Locator:
        return self.find(".turn-row:visible")


class PlainSharedPhone(Plain, SharedPhone):
    def _is_given_on(self) -> None:
        """By the new page."""
