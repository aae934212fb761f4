"""The results by their doors: the themes are turned like pages."""

from app.vocabulary import Language, Shown, Step
from tests.house import Browser, House, main_of
from tests.web.at_console import hidden, in_ground


def test_the_themes_of_the_results_are_turned_like_pages(house: House, console: Browser) -> None:
    house.evening.go_to(Step.results)
    first = console.screen()
    assert 'id="theme-back"' not in first
    second = main_of(console.tap("wall", **hidden(first, "theme-next")).text)
    assert hidden(second, "theme-back")["subject"] == "participation"


def test_what_a_step_has_left_is_the_big_button_and_next_says_so(house: House) -> None:
    console = house.console(Language.en)
    house.evening.go_to(Step.results)
    assert "3 themes come after this one." in in_ground(console)
    assert 'id="told"' in console.screen(), "what is told can be read from here"
    for theme in ("attitudes", "security", "interaction"):
        assert 'id="theme-next"' in in_ground(console)
        console.tap("wall", what=Shown.theme, subject=theme)
    assert 'id="theme-next"' not in console.screen()
    assert "after this one" not in console.screen()
    console.tap("wall", what=Shown.theme, subject="security")
    assert "One theme comes after this one." in in_ground(console), "the last one has been shown"
