"""What a phone does when all listen to each other again: the wall, the vote, the agreed actions, the survey."""

import re

from playwright.sync_api import Locator, expect

from tests.evening.screen import Screen

# On a shared phone its name tells whose turn it is.
BALLOTS = 'form[action$="/vote"]'


class AllTogether(Screen):
    def read_proposal(self, place: int) -> None:
        """One of those that hang on the wall, from 0."""
        self.look()
        self.open(f"#{self.find('details.more').nth(place).get_attribute('id')}")

    def ballot(self, group: int) -> Locator:
        """The proposal of a group, as something to tap or closed."""
        mark = self.page.locator(":scope > .group-mark text", has_text=re.compile(f"^{group}$"))
        return self.find(f"{BALLOTS} > *").filter(has=mark)

    def vote_for(self, group: int) -> None:
        self.look()
        self.press(self.ballot(group))

    def voted_for(self, group: int) -> None:
        self.look()
        expect(self.ballot(group)).to_have_attribute("aria-pressed", "true")
        expect(self.find(f'{BALLOTS} [aria-pressed="true"]')).to_have_count(1)

    def take_vote_back(self) -> None:
        self.look()
        self.press('form[action$="/vote/withdrawn"] button')

    def take_part(self, place: int) -> None:
        """In one of the agreed actions, from 0; tapped again it is taken back."""
        self.look()
        self.press(self.taking_part(place))

    def taking_part(self, place: int) -> Locator:
        return self.find('form[id^="interest-"] button').nth(place)

    def can_be_reached(self, contact: str) -> None:
        """About the agreed action in which it takes part."""
        self.look()
        self.open('details[id^="reach-"]')
        self.enter('[id^="contact-words-"]', contact)
        self.press('form[id^="contact-"] button')
        expect(self.find('[id^="reached-"]')).to_be_visible()

    def answer(self, level: int) -> None:
        self.look()
        self.touch(f'label:has([name="level"][value="{level}"])')
        self._send_answer()

    def answer_with_action(self, title: str) -> None:
        self.look()
        self.touch(self.find("label.choice").filter(has_text=title))
        self._send_answer()

    def answer_in_words(self, words: str) -> None:
        self.look()
        self.enter("textarea#words", words)
        self._send_answer()

    def skip_question(self) -> None:
        self.look()
        asked = self.question
        self.press('button[form^="skip-"]')
        self._is_past(asked)

    @property
    def question(self) -> str:
        return str(self.find('form[id^="survey-"]').get_attribute("id"))

    def _send_answer(self) -> None:
        asked = self.question
        self.press('button[id^="answer-"]')
        self._is_past(asked)

    def _is_past(self, asked: str) -> None:
        expect(self.find(f"#{asked}")).to_have_count(0)
