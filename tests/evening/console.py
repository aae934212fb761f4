"""The meeting leader's console: what the facilitator does, by clicks on its page and nothing else."""

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
        self.press("#more-5 button")

    def stop_clock(self) -> None:
        self.look()
        self.press("#stop-clock button")
        expect(self.find("#no-clock")).to_be_visible()

    def start_clock(self, minutes: int) -> None:
        self.look()
        self.enter("#clock-minutes", str(minutes))
        self.press("#start-clock button")
        expect(self.find("#step-clock")).to_be_visible()

    def runs_out_of_time(self) -> None:
        """As its clock does in the end, which says so then."""
        soon = "clock => { clock.dataset.until = String(Math.ceil(Date.now() / 1000) + 1) }"
        self.find("#step-clock [data-until], #step-clock[data-until]").first.evaluate(soon)
        expect(self.find("#status")).to_have_text(self.say("The time is up."))

    # The groups

    def form_groups(self, number: int) -> None:
        self.look()
        self.enter("#number-of-groups", str(number))
        self.press("#form-now")
        expect(self.find("#tables > li")).to_have_count(number)

    def form_by_table(self, number: int) -> None:
        """Each table whose code has been scanned becomes a group."""
        self.look()
        self.open("#form-anew")
        self.press("#form-by-table button")
        expect(self.find("#form-anew")).not_to_have_attribute("open", "")
        expect(self.find("#tables > li")).to_have_count(number)

    def table(self, number: int) -> Locator:
        """The row of a group, in whatever step."""
        return self.find("#tables > li").filter(has=self._mark(number))

    def move(self, seat: str, group: int) -> None:
        """Somebody, found by the tag on the own phone, to another group."""
        self.look()
        person = self.find(".person").filter(has=self.page.get_by_text(seat, exact=True))
        panel = f"#{person.locator('details').get_attribute('id')}"
        self.open(panel)
        self.pick(f"{panel} select", str(group))
        self.press(f"{panel} button")
        moved = self.table(group).locator(".person").get_by_text(seat, exact=True)
        expect(moved).to_have_count(1)

    def goes_to(self, group: int) -> None:
        """Somebody calls there; the facilitator is on the way."""
        self.look()
        call = self.find("#calls > li").filter(has=self._mark(group))
        self.press(call.locator("button"))
        expect(call).to_have_count(0)

    def has_heads(self, group: int, number: int) -> None:
        """How many sit at a table, those without a phone too."""
        self.look()
        self.open("#heads")
        line = self.find("#heads li").filter(has=self._mark(group))
        expect(line.locator(".line-words")).to_have_text(re.compile(rf"^\D*{number}\b"))

    def merge(self, away: int, kept: int) -> None:
        self.look()
        self.open("#merging")
        for field, number in (("#merge-away_id", away), ("#merge-kept_id", kept)):
            self.pick(field, str(number))
        self.press("#merge-groups button")
        expect(self.table(away)).to_have_count(0)

    # The wall

    def show_theme(self, theme: Theme) -> None:
        self.look()
        self.press(f"#show-{theme} button")
        self.shows(theme)

    def shows(self, theme: Theme) -> None:
        self.look()
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

    def let_propose(self, number: int) -> None:
        """How many of its ideas a group may propose."""
        self.look()
        self.open("#settings-panel")
        self.find("#proposals-a-group").fill(str(number))
        self.press("#settings button")
        expect(self.find("#settings-panel > summary")).to_contain_text(str(number))

    # The vote and the agreed actions

    def join_alike(self, title: str, kept: str) -> None:
        """Two proposals that are the same; from now on the second stands for both."""
        self.look()
        self.open("#joining-alike")
        for field, words in (("#alike-joined_id", title), ("#alike-kept_id", kept)):
            option = self.find(f"{field} option").filter(has_text=words)
            self.find(field).select_option(value=option.get_attribute("value"))
        self.press("#join-alike button")
        expect(self.find("#joined-alike > li").filter(has_text=title)).to_have_count(1)

    def take_apart(self, title: str) -> None:
        self.look()
        self.open("#joining-alike")
        line = self.find("#joined-alike > li").filter(has_text=title)
        self.press(line.locator("button"))
        expect(line).to_have_count(0)

    def open_vote(self) -> None:
        self.look()
        self.press("#open-vote button")
        expect(self.find("#votes")).to_be_visible()

    def vote_again(self) -> None:
        self.look()
        self.open("#again")
        self.open_vote()

    def count_hands(self, group: int, title: str, votes: int) -> None:
        """At one table, for one proposal."""
        self.look()
        self.open("#hand-votes")
        table = self.find("#hand-votes > details").filter(
            has=self._mark(group, "summary .group-mark")
        )
        panel = f"#{table.get_attribute('id')}"
        self.open(panel)
        line = self.find(f"{panel} li").filter(has_text=title)
        line.locator('[name="votes"]').fill(str(votes))
        self.press(line.locator("button"))
        self.open("#hand-votes")
        self.open(panel)
        expect(line.locator('[name="votes"]')).to_have_value(str(votes))

    def close_vote(self) -> None:
        """The big button opens what says that it cannot be undone, and there it is pressed."""
        self.look()
        self.touch("#to-close-vote")
        expect(self.find("#closing")).to_have_attribute("open", "")
        self.press("#close-vote button")
        expect(self.find("#results")).to_be_visible()

    def show_result(self) -> None:
        """To the hall, once the facilitator has seen it."""
        self.press("#result-up button")
        expect(self.find("#result-down")).to_be_visible()

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
            self.enter(f"#{field}-{number}", words)
        self.press(f"#edit-{number} .action-acts button:not([form])")

    def end(self) -> None:
        self.look()
        self.press("#end-meeting button")
        expect(self.find("#ended")).to_be_visible()

    def _mark(self, group: int, where: str = ".group-mark") -> Locator:
        return self.page.locator(f"{where} text", has_text=re.compile(f"^{group}$"))

    def _move(self, selector: str) -> None:
        before = self.find('input[name="seen_row_id"]').first.get_attribute("value")
        self.press(selector)
        moved = self.find('input[name="seen_row_id"]').first
        expect(moved).not_to_have_value(str(before))

    def _fill(self, prefix: str, **fields: str) -> None:
        for field, words in fields.items():
            self.enter(prefix + field.replace("_", "-"), words)

    def _of_idea(self, title: str, act: str) -> None:
        self.look()
        line = self.find("li:not(:has(li))").filter(has_text=title)
        button = line.locator(f'form[action$="/{act}"] button')
        self.press(button)
        expect(button).to_have_count(0)


class PlainConsole(Plain, Console):
    pass
