"""What a console's screen says, and what its forms would send."""

import re

from tests.house import Browser, main_of


def heading(screen: str) -> str:
    title = re.search(r'id="step-title"[^>]*>\s*(.*?)\s*</h2>', screen, re.DOTALL)
    assert title
    return title[1]


def hidden(screen: str, form: str) -> dict[str, str]:
    """What a form of the screen would send by its hidden fields."""
    inside = re.search(rf'<form [^>]*id="{form}"[^>]*>(.*?)</form>', screen, re.DOTALL)
    assert inside, form
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', inside[1]))


def go_on(console: Browser) -> str:
    return main_of(console.tap("step", **hidden(console.screen(), "next")).text)


def in_ground(console: Browser) -> str:
    return console.screen().partition('id="ground"')[2]
