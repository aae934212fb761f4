"""The presenter's own phone: it turns the slides."""

from playwright.sync_api import expect

from app.vocabulary import Theme
from tests.evening.screen import Plain, Screen


class Remote(Screen):
    def next(self) -> None:
        self._turn("next")

    def back(self) -> None:
        self._turn("back")

    def shows(self, theme: Theme) -> None:
        """On the remote itself, as on the wall."""
        self.look()
        expect(
            self.find('#next [name="seen_theme"], #back [name="seen_theme"]').first
        ).to_have_value(theme)

    def _turn(self, way: str) -> None:
        self.look()
        seen = self.find('[name="seen_theme"]').first
        before = str(seen.get_attribute("value"))
        self.press(f"#{way} button")
        expect(seen).not_to_have_value(before)


class PlainRemote(Plain, Remote):
    pass
