"""The screens of the results: population groups side by side, in both languages as far as there is room."""

from app.method import on_the_wall
from app.screens.wall import slides
from app.vocabulary import Shown, Step, Theme
from tests.cast import POPULATION_GROUPS
from tests.house import House
from tests.web.elements import tree


def told(texts: int) -> list[slides.Told]:
    text = ("Mer än hälften har blivit bekanta med andra föräldrar genom hobbyer. ",) * 2
    return [slides.Told(("finskspråkiga", "suomenkieliset"), (text,) * texts)] * 5


def test_results_keep_both_languages_and_leave_to_the_phones_what_has_no_room() -> None:
    short, long = (slides.slide(told(texts), in_rows=True) for texts in (1, 5))
    assert (short.texts, short.doubled) == (1, True)
    assert long.doubled
    assert 1 <= long.texts < 5


def test_the_themes_stand_alike_once_one_of_them_has_no_room_side_by_side() -> None:
    calm = [slides.Told(("finsk", "suomi"), (("Trygg hemma", "Turvassa kotona"),))] * 3
    assert not slides.stands_in_rows([calm])
    assert slides.stands_in_rows([calm, told(3)])
    assert slides.slide(calm, in_rows=True).in_rows


def test_from_five_population_groups_on_their_columns_are_narrow() -> None:
    calm = slides.Told(("finsk", "suomi"), (("Trygg hemma", "Turvassa kotona"),))
    drawn = [slides.slide([calm] * number, in_rows=False) for number in (4, 5)]
    assert [layout.narrow for layout in drawn] == [False, True]


def test_a_phone_shows_the_theme_of_the_wall_with_all_population_groups_side_by_side_in_its_language(
    house: House,
) -> None:
    evening, wall, phone = house.evening, house.projector(), house.phone("Olena")
    evening.go_to(Step.results)
    for theme in (Theme.participation, Theme.security):
        evening.do(on_the_wall.show, Shown.theme, theme)
        for population_group in POPULATION_GROUPS:
            assert f"Result {theme} {population_group} (sv)" in wall.screen()
            assert f"Result {theme} {population_group} (en)" in phone.screen()
        others = {*Theme} - {theme}
        for screen in (wall.screen(), phone.screen()):
            assert not [other for other in others if f"Result {other} " in screen]


def test_wherever_results_are_shown_it_is_said_that_they_must_not_be_generalised(
    house: House,
) -> None:
    house.evening.go_to(Step.results)
    assert "It must not be generalised." in house.phone("Olena").screen()
    wall = tree(house.projector().screen()).one(id="caveat")
    assert "får inte generaliseras" in wall.said
    assert "ei pidä yleistää" in wall.said
