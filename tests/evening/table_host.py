"""A table by its host alone: one phone that reads, decides, settles and proposes for people who have none."""

from playwright.sync_api import expect

from tests.evening.phone import Phone
from tests.evening.screen import Plain


class TablePhone(Phone):
    def becomes_the_tables(self, people: int) -> None:
        """And tells how many sit there."""
        self._open_menu()
        self.open("#sharing")
        self.press("#host button")
        self._open_menu()
        self.enter("#heads", str(people))
        self.press("#headcount button")
        expect(self.find("#heads")).to_have_value(str(people))
        self.shut("#help")

    def settle_together(self, idea: str, effort: int, impact: int) -> None:
        """What the table has agreed on; nobody places alone."""
        self.turn_to(idea)
        for name, value in (("effort", effort), ("impact", impact)):
            self._slide(f"#{name}-{idea}", value)
        self.press(f"#settle-{idea} .ground-pair button:not([form])")

    def asks_for_nobodys_own(self) -> None:
        """No leaning, no vote, no place of one person's."""
        self.look()
        self.counts(
            '#screen [action$="/lean"], #screen [name="proposal_id"], #screen [action$="/placement"]',
            0,
        )

    def _open_menu(self) -> None:
        self.look()
        self.open("#help")


class PlainTablePhone(Plain, TablePhone):
    pass
