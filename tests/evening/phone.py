"""A participant's phone: it does what its person does, by taps on its page and nothing else."""

from playwright.sync_api import Locator, Page, expect

from app.vocabulary import Background, Language
from tests.evening.line import Line
from tests.evening.screen import Plain, Screen


class Phone(Screen):
    """`line`: what lies between it and the server, if a test shall cut it."""

    def __init__(
        self, page: Page, address: str, name: str, language: Language, line: Line | None = None
    ) -> None:
        super().__init__(page, address, language)
        self.name = name
        self.line = line
        page.goto(address)

    def touch(self, target: str | Locator) -> None:
        self._located(target).tap()

    @property
    def heard(self) -> str:
        """How many frames have come down its socket."""
        return self.find("html").get_attribute("data-heard") or "0"

    # Coming in

    def join(self, background: Background) -> None:
        self.look()
        radio = f'[name="background"][value="{background}"]'
        self.touch(f"label:has({radio})")
        expect(self.find(radio)).to_be_checked()
        self.press("#join-button")
        expect(self.find("form#join")).to_have_count(0)

    def switch_to(self, language: Language) -> None:
        self.open("#languages")
        self.press(f'[name="language"][value="{language}"]')
        expect(self.find("html")).to_have_attribute("lang", language)
        self.language = language

    @property
    def group(self) -> int:
        """The number of its small group, as its bar shows it."""
        return int(self.find("#bar .group-mark text").first.text_content() or 0)

    # Sorting

    @property
    def card(self) -> str:
        """The id of the card that is on."""
        self.look()
        return str(self.find("article.card").get_attribute("id")).removeprefix("card-")

    def words_of(self, card: str) -> str:
        return self.find(f"#card-words-{card} .card-words").inner_text()

    def is_at_card(self, card: str) -> None:
        self.look()
        expect(self.find(f"#card-{card}")).to_be_visible()

    def lean(self, category: str) -> None:
        self.look()
        self.press(f'form[action$="/lean"] [value="{category}"]')

    def leans(self, category: str) -> None:
        """Its own choice, and no other, is marked as saved."""
        self.look()
        chosen = self.find('form[action$="/lean"] [aria-pressed="true"]')
        expect(chosen).to_have_attribute("value", category)

    def show_now(self) -> None:
        self.look()
        self.press('form[action$="/spread"] button')

    def decide(self, decision: str) -> None:
        """For the group: by an own first tap, and then the answer."""
        self.look()
        self.open("details.decide")
        self.press(f'form[action$="/decision"] [value="{decision}"]')

    def skip_card(self) -> None:
        self.look()
        self.press('form[action$="/skipped"] button')

    def reopen(self, card: str) -> None:
        self.look()
        self.open("#piles")
        self.press(f"#reopen-{card} button")

    # Ideas

    @property
    def ideas(self) -> Locator:
        return self.find("#ideas > details.idea")

    def has_ideas(self, number: int) -> None:
        self.look()
        expect(self.ideas).to_have_count(number)

    def is_called(self, idea: str, title: str) -> None:
        self.look()
        self.holds(f"#title-{idea}", title)

    def idea_id(self, place: int) -> str:
        """Of the group's ideas, from 0 in the order of their letters."""
        self.look()
        return str(self.ideas.nth(place).get_attribute("id")).removeprefix("idea-")

    def develop(self, place: int) -> None:
        """One of the residents' suggested actions, from 0."""
        self.look()
        self.press(self.find("#suggested article").nth(place).locator("button"))

    def write(self, title: str, what: str = "", who: str = "") -> None:
        self.look()
        for field, words in (("title", title), ("what", what), ("who", who)):
            if words:
                self.find(f"#new-{field}").fill(words)
        self.add()

    def add(self) -> None:
        self.press("#idea-add")

    def reword(self, idea: str, **fields: str) -> None:
        """Writes over an idea's fields, without saving."""
        self.look()
        self.open(f"#idea-{idea}")
        for field, words in fields.items():
            self.find(f"#{field}-{idea}").fill(words)

    def save(self, idea: str) -> None:
        self.press(f"#save-{idea}")

    def choose(self, wording: str) -> None:
        """One of the wordings that stand beside each other."""
        self.look()
        kept = self.find(".besides-words[id]").filter(has_text=wording)
        self.press(kept.locator('form[action$="/wording"] button'))

    def leave_out(self, wording: str) -> None:
        self.look()
        kept = self.find(".besides-words[id]").filter(has_text=wording)
        self.press(kept.locator('form[action$="/dropped"] button'))

    def take_away(self, idea: str) -> None:
        self.look()
        self.open(f"#idea-{idea}")
        self.press(f"#drop-{idea} button")

    def put_back(self, idea: str) -> None:
        self.look()
        self.press(f"#restore-{idea} button")

    # The axis

    def idea_called(self, title: str) -> str:
        self.look()
        panel = self.find(".panel").filter(has_text=title)
        return str(panel.get_attribute("id")).removeprefix("panel-")

    def turn_to(self, idea: str) -> None:
        self.look()
        self.open(f"#tab-{idea}")

    def place_by_sliders(self, idea: str, effort: int, impact: int) -> None:
        """By keys, in whole tens: home, and then up page by page."""
        self.turn_to(idea)
        for name, value in (("effort", effort), ("impact", impact)):
            slider = self.find(f"#{name}-{idea}")
            slider.press("Home")
            for _ in range(value // 10):
                slider.press("PageUp")
        self.press(f"#place-button-{idea}")

    def place_on_plane(self, idea: str, effort: int, impact: int) -> None:
        self.turn_to(idea)
        plane = self.find(f"#panel-{idea} [data-plane]")
        box = plane.bounding_box()
        assert box is not None
        plane.tap(
            position={
                "x": box["width"] * effort / 100,
                "y": box["height"] * (100 - impact) / 100,
            }
        )

    def has_placed(self, idea: str, placed: int, here: int) -> None:
        """How many of the group have, as its panel says."""
        words = self.say("%(placed)s of %(here)s have placed it.", placed=placed, here=here)
        self.sees(words, f"#placed-{idea}")

    def settle(self, idea: str) -> None:
        self.turn_to(idea)
        self.press(f'button[form="settle-{idea}"]')

    def propose(self, idea: str) -> None:
        self.turn_to(idea)
        self.press(f'button[form="propose-{idea}"]')

    # The vote, the actions, the survey

    def ballot(self, group: int) -> Locator:
        """The proposal of a group, as something to tap or closed."""
        mark = self.page.locator(".group-mark text", has_text=str(group))
        return self.find("#vote > *").filter(has=mark)

    def vote_for(self, group: int) -> None:
        self.look()
        self.press(self.ballot(group))

    def voted_for(self, group: int) -> None:
        self.look()
        expect(self.ballot(group)).to_have_attribute("aria-pressed", "true")
        expect(self.find('#vote [aria-pressed="true"]')).to_have_count(1)

    def take_vote_back(self) -> None:
        self.look()
        self.press("#vote-withdrawn button")

    def take_part(self, place: int) -> None:
        """In one of the agreed actions, from 0; tapped again it is taken back."""
        self.look()
        self.press(self.taking_part(place))

    def taking_part(self, place: int) -> Locator:
        return self.find('form[id^="interest-"] button').nth(place)

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
        self.find("textarea#words").fill(words)
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
        self.press("#answer")
        self._is_past(asked)

    def _is_past(self, asked: str) -> None:
        expect(self.find(f"#{asked}")).to_have_count(0)


class PlainPhone(Plain, Phone):
    pass
