"""The screens of the results: population groups side by side, in both languages as far as there is room."""

from app.screens.wall import slides


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
