"""Screens for the stub to show, and what tests do with the page."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.evening.page.stub import Stub

NOTE = """<h1>{title}</h1>
<form id="note-7" method="post" action="/ABC2345/note" hx-post="/ABC2345/note">
<input type="hidden" name="revision" value="{revision}">
<textarea name="words">{words}</textarea><input name="owner" value="{owner}"><button>Keep</button>
</form>"""

LEAN = """<h1>{title}</h1>
<form id="lean-7" method="post" action="/ABC2345/lean" hx-post="/ABC2345/lean">
<button name="leaning" value="{first}">{first}</button>
<button name="leaning" value="less">less</button></form>"""


def note(title: str, words: str = "", revision: int = 1, owner: str = "") -> str:
    return NOTE.format(title=title, words=words, revision=revision, owner=owner)


def addition(title: str) -> str:
    """The same form, but each post adds something: it has no revision."""
    return note(title).replace('<input type="hidden" name="revision" value="1">\n', "")


def lean(title: str, first: str = "more") -> str:
    return LEAN.format(title=title, first=first)


def private(screen: str) -> str:
    """The screen with its form marked private: its words must not be stored."""
    return screen.replace("<form ", "<form data-private ")


def of_seat(screen: str, seat: int) -> str:
    """The same for one of the people who share a phone: the form's id names the seat."""
    return screen.replace('id="note-7"', f'id="note-7-p{seat}"')


def written_down(page: Page) -> str:
    """All that the tab stores beyond a reload."""
    return str(page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)"))


def in_turn(title: str, seat: int) -> str:
    """The form to lean for one seat of a shared phone."""
    form = f'id="lean-7-p{seat}" method="post"'
    own = f'<input type="hidden" name="seat" value="{seat}"><button name="leaning" value="more">'
    said = lean(title).replace('id="lean-7" method="post"', form)
    return said.replace('<button name="leaning" value="more">', own)


def open_page(page: Page, stub: Stub, screen: str) -> None:
    stub.screen = screen
    page.goto(stub.address)
    assert page.evaluate("isSecureContext") is False
    expect(page.locator("html")).to_have_attribute("data-heard", "1")
    expect(page.locator("html")).to_have_attribute("data-link", "on")


def title(page: Page, words: str) -> None:
    expect(page.locator("h1")).to_have_text(words)


def cut(context: BrowserContext, stub: Stub) -> None:
    context.set_offline(True)
    stub.close(1012)


class Finger:
    """Presses an element by key, touch or mouse, and lets it go when told."""

    def __init__(self, page: Page, means: str) -> None:
        self.page = page
        self.means = means
        self.touch = page.context.new_cdp_session(page)

    def press(self, selector: str, *, again: bool = False) -> None:
        """`again`: as the second half of a double click."""
        self.clicks = 2 if again else 1
        box = self.page.locator(selector).bounding_box()
        assert box is not None
        point = {"x": box["x"] + 5, "y": box["y"] + 5}
        if self.means == "key":
            self.page.focus(selector)
            self.page.keyboard.down(" ")
        elif self.means == "touch":
            self._touch("touchStart", point)
        else:
            self.page.mouse.move(point["x"], point["y"])
            self.page.mouse.down(click_count=self.clicks)

    def let_go(self) -> None:
        if self.means == "key":
            self.page.keyboard.up(" ")
        elif self.means == "touch":
            self._touch("touchEnd")
        else:
            self.page.mouse.up(click_count=self.clicks)

    def _touch(self, kind: str, *points: dict[str, float]) -> None:
        self.touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})
