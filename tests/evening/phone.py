"""A participant's phone: it does what its person does, by taps on its page and nothing else."""

from collections.abc import Iterable
from time import monotonic

from playwright.sync_api import Locator, Page, expect

from app.vocabulary import Language, Role
from tests.environment import BETWEEN_TAPS
from tests.evening.all_together import AllTogether
from tests.evening.at_table import AtTable
from tests.evening.line import Line
from tests.evening.screen import Plain


class Phone(AtTable, AllTogether):
    """`line`: what lies between it and the server, if a test shall cut it. `people`: who take part by it."""

    people = 1

    def __init__(
        self, page: Page, address: str, name: str, language: Language, line: Line | None = None
    ) -> None:
        super().__init__(page, address, language)
        self.name = name
        self.line = line
        self._rests_until = 0.0
        # What the table has just decided lies over the next card for a while: its person goes on.
        page.add_locator_handler(page.locator("#go-on"), lambda button: button.click())
        page.goto(address)

    def touch(self, target: str | Locator) -> None:
        """No sooner than a person would: a tap that follows at once is the half of a double one."""
        self.page.wait_for_timeout(max(0, self._rests_until - monotonic()) * 1000)
        self._located(target).tap()
        self._rests_until = monotonic() + BETWEEN_TAPS

    # Coming in

    def scan(self, table: int) -> None:
        """The code that lies on a table, instead of the one on the wall."""
        self.visit(f"{self.address}/{table}")

    def join(self, role: Role) -> None:
        self.look()
        radio = f'[name="role"][value="{role}"]'
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

    def finds_its_table(self) -> None:
        """The new mark stands until somebody at the phone says yes."""
        self.look()
        self.press("#mark-seen button")
        expect(self.find("#mark-seen")).to_have_count(0)

    # Help

    def raise_hand(self) -> None:
        self._ask_for("#raise-hand")

    def lower_hand(self) -> None:
        self._ask_for("#lower-hand")

    def needs_someone(self) -> None:
        self._ask_for("#need-someone")

    def hand_is_up(self) -> None:
        self.look()
        expect(self.find("#help-mark.is-up")).to_be_visible()

    def hand_is_down(self) -> None:
        self.look()
        expect(self.find("#help-mark:not(.is-up)")).to_be_visible()

    def _ask_for(self, help_wanted: str) -> None:
        self.look()
        self.open("details.help")
        self.press(f"{help_wanted} button")
        expect(self.find("details.help")).not_to_have_attribute("open", "")  # closed by the answer


def heads(table: Iterable[Phone]) -> int:
    """How many people take part by these phones."""
    return sum(phone.people for phone in table)


class PlainPhone(Plain, Phone):
    pass
