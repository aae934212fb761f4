"""The facilitator's console: what the facilitator does, by clicks on its page and nothing else."""

import re

from playwright.sync_api import Locator, expect

from app.vocabulary import Step, Theme
from tests.evening.screen import Plain, Screen
from tests.evening.sundby import SAMPLE

PROGRAMME = [row["kind"] for row in SAMPLE["programme"]]


class Console(Screen):
    # The programme

    def next(self) -> None:
        self.look()
        self._move("#next button")

    def go_to(self, step: Step) -> None:
        """By the step's own row, which opens before it acts."""
        self.look()
        row = self.find(".rows > li").nth(PROGRAMME.index(step))
        panel = f"#{row.locator('details').get_attribute('id')}"
        self.open(panel)
        self._move(f'{panel} form[action$="/step"] button')
        self.at(step)

    def add_five_minutes(self) -> None:
        self.look()
        self.press("#five-more button")

    def stop_clock(self) -> None:
        self.look()
        self.press("#stop-clock button")
        expect(self.find("#no-clock")).to_be_visible()

    def start_clock(self, minutes: int) -> None:
        self.look()
        self.find("#clock-minutes").fill(str(minutes))
        self.press("#start-clock button")
        expect(self.find("#step-clock")).to_be_visible()

    # The groups

    def form_groups(self, number: int) -> None:
        self.look()
        self.find("#number-of-groups").fill(str(number))
        self.press("#form-groups button")
        expect(self.find("#tables > li")).to_have_count(number)

    def table(self, number: int) -> Locator:
        """The row of a group, in whatever step."""
        mark = self.page.locator(".group-mark text", has_text=str(number))
        return self.find("#tables > li").filter(has=mark)

    def move(self, seat: str, group: int) -> None:
        """Somebody, found by the tag on the own phone, to another group."""
        self.look()
        person = self.find(".person").filter(has_text=seat)
        panel = f"#{person.locator('details').get_attribute('id')}"
        self.open(panel)
        self.find(f"{panel} select").select_option(label=str(group))
        self.press(f"{panel} button")
        moved = self.table(group).locator(".person strong", has_text=seat)
        expect(moved).to_have_count(1)

    # The wall

    def show_theme(self, theme: Theme) -> None:
        self.look()
        self.press(f"#show-{theme} button")
        expect(self.find(f"#theme-{theme}")).to_have_attribute("aria-current", "true")

    def put_up(self, what: str) -> None:
        """`picture` or `titles`."""
        self.look()
        self.press(f"#{what}-up button")
        expect(self.find(f"#{what}-down")).to_be_visible()

    def take_down(self, what: str) -> None:
        self.look()
        self.press(f"#{what}-down button")
        expect(self.find(f"#{what}-down")).to_have_count(0)

    def spotlight_next(self) -> None:
        self.look()
        self.press("#spotlight-next button")

    def hide(self, title: str) -> None:
        self._of_idea(title, "hidden")

    def show_again(self, title: str) -> None:
        self._of_idea(title, "unhidden")

    # The vote and the agreed actions

    def open_vote(self) -> None:
        self.look()
        self.press("#open-vote button")
        expect(self.find("#turnout")).to_be_visible()

    def close_vote(self) -> None:
        self.look()
        self.open("#closing")
        self.press("#close-vote button")
        expect(self.find("#results")).to_be_visible()

    def join(self, joined: int, kept: int) -> None:
        """The proposal of one group into that of another."""
        self.look()
        self.open("#joining-alike")
        for field, group in (("joined_id", joined), ("kept_id", kept)):
            option = self.find(f"#alike-{field} option").filter(
                has_text=re.compile(rf"^\s*{group}[A-Z] ")
            )
            self.find(f"#alike-{field}").select_option(value=option.get_attribute("value"))
        self.press("#join-alike button")
        expect(self.find("#joined-alike > li")).to_have_count(1)

    def take_apart(self) -> None:
        self.look()
        self.open("#joining-alike")
        self.press("#joined-alike button")
        expect(self.find("#joined-alike")).to_have_count(0)

    def count_heads(self, group: int, number: int) -> None:
        """How many sit at a table, those without a phone too."""
        self.look()
        self.open("#heads")
        line = self.find("#heads li").filter(has=self._mark(group))
        line.locator("input[name=headcount]").fill(str(number))
        self.press(line.locator("form button").first)
        expect(line.locator("[id^=uncount]")).to_have_count(1)

    def count_hands(self, group: int, title: str, number: int) -> None:
        """The hands of a table for a proposal."""
        self.look()
        self.open("#hand-votes")
        head = self.find("#hand-votes > details > summary").filter(has=self._mark(group))
        panel = f"#{head.locator('..').get_attribute('id')}"
        self.open(panel)
        line = self.find(f"{panel} li").filter(has_text=title)
        line.locator("input[name=votes]").fill(str(number))
        self.press(line.locator("button"))
        self.holds(f"{panel} li:has-text('{title}') input[name=votes]", str(number))

    def vote_again(self) -> None:
        self.look()
        self.open("#again")
        self.press("#open-vote button")
        expect(self.find("#turnout")).to_be_visible()

    def _mark(self, group: int) -> Locator:
        label = self.say("Group %(number)s", number=group)
        return self.page.locator(f'.group-mark[aria-label="{label}"]')

    def agree_on(self, title: str) -> None:
        """On one of the proposals."""
        self.look()
        line = self.find("#choices > li").filter(has_text=title)
        self.press(line.locator("button"))
        expect(line.locator("button")).to_have_count(0)

    def agree(self, title: str, owner: str, first_step: str, due_on: str) -> None:
        """On something that is written here."""
        self.look()
        self.open("#new-action-panel")
        self._fill("#new-", title=title, owner=owner, first_step=first_step, due_on=due_on)
        self.press("#new-action button")

    def complete(self, place: int, owner: str, first_step: str, due_on: str) -> None:
        """Says of an agreed action, from 0, who starts it, how and by when."""
        self.look()
        form = self.find("#actions > li").nth(place).locator("form").first
        number = str(form.get_attribute("id")).removeprefix("edit-")
        for field, words in (("owner", owner), ("first-step", first_step), ("due-on", due_on)):
            self.find(f"#{field}-{number}").fill(words)
        self.press(f"#edit-{number} .action-acts button:not([form])")

    def end(self) -> None:
        self.look()
        self.press("#end-meeting button")
        expect(self.find("#ended")).to_be_visible()

    def _move(self, selector: str) -> None:
        before = self.find('input[name="seen_row_id"]').first.get_attribute("value")
        self.press(selector)
        moved = self.find('input[name="seen_row_id"]').first
        expect(moved).not_to_have_value(str(before))

    def _fill(self, prefix: str, **fields: str) -> None:
        for field, words in fields.items():
            self.find(prefix + field.replace("_", "-")).fill(words)

    def _of_idea(self, title: str, act: str) -> None:
        self.look()
        line = self.find("li:not(:has(li))").filter(has_text=title)
        button = line.locator(f'form[action$="/{act}"] button')
        self.press(button)
        expect(button).to_have_count(0)


class PlainConsole(Plain, Console):
    pass
