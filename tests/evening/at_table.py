"""What a phone does at its table: sorting, ideas, the axis."""

from playwright.sync_api import Locator, expect

from tests.evening.screen import Screen


class AtTable(Screen):
    # Sorting

    @property
    def card(self) -> str:
        """The id of the card that is on."""
        self.look()
        return str(self.find("#card").get_attribute("data-read"))

    def words_of(self, card: str) -> str:
        return self.find(f"#card-words-{card} .card-words").inner_text()

    def is_at_card(self, card: str) -> None:
        self.look()
        expect(self.find(f"#card-words-{card}")).to_be_visible()

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
        self.is_at_card(card)
        self.shut("#piles")

    def keep_line(self, card: str, words: str) -> None:
        """One line of the talk, beside a decided card."""
        self.look()
        self.open("#piles")
        self.open(f"#line-of-{card}")
        self.enter(f"#line-words-{card}", words)
        self.press(f"#line-{card} button")

    # Ideas

    @property
    def ideas(self) -> Locator:
        return self.find("#ideas > .idea")

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

    def develop(self, place: int, title: str = "Språkkafé varje vecka") -> None:
        """One of the residents' suggested actions, from 0, under a title of the group's own."""
        self.look()
        for _ in range(place):
            if (on := self.find("#suggested [data-turn='1']:visible")).count():
                on.click()
        article = self.find("#suggested article").nth(place)
        panel = str(article.locator("details").get_attribute("id"))
        self.open(f"#{panel}")
        self.enter(f"#{panel} textarea", title)
        self.press(f"#{panel} form button")

    def write(self, title: str, what: str = "", who: str = "") -> None:
        self.look()
        for field, words in (("title", title), ("what", what), ("who", who)):
            if words:
                self.enter(f"#new-{field}", words)
        self.add()

    def add(self) -> None:
        self.press("#idea-add")

    def reword(self, idea: str, **fields: str) -> None:
        """Writes over an idea's fields, without saving."""
        self.look()
        self.open(f"#idea-{idea}")
        for field, words in fields.items():
            self.enter(f"#{field}-{idea}", words)

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
            self._slide(f"#{name}-{idea}", value)
        self.press(f'button[id^="place-button-{idea}"]')

    def _slide(self, slider: str, value: int) -> None:
        self.reach(slider)
        self.page.keyboard.press("Home")
        for _ in range(value // 10):
            self.page.keyboard.press("PageUp")

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

    def show_where_we_stand(self, idea: str) -> None:
        self.turn_to(idea)
        self.press(f"#show-button-{idea}")

    def settle(self, idea: str) -> None:
        """With the own place, where few have placed it; once it was shown as it lies."""
        self.turn_to(idea)
        own, shown = (
            f'button[form="settle-{idea}"]',
            f"#settle-{idea} .ground-pair button:not([form])",
        )
        self.press(self.find(f"{own}, {shown}").first)

    def propose(self, idea: str) -> None:
        self.turn_to(idea)
        self.press(f'button[form="propose-{idea}"]')

    def unsettle(self, idea: str) -> None:
        self.turn_to(idea)
        self.press(f'button[form="unsettle-{idea}"]')

    def withdraw(self, idea: str) -> None:
        self.turn_to(idea)
        self.press(f'button[form="withdraw-{idea}"]')
