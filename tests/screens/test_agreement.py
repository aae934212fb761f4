"""The screens of the agreed actions: on the wall they stand whole, or leave their first steps to the reading."""

from app.screens import agreement
from app.screens.wall import sheet
from app.vocabulary import Language
from tests.screens.walls import FRAME, IN_TWO, STEP, SV, action, said, whole


def test_agreed_actions_stand_whole_or_their_first_steps_are_left_to_the_reading() -> None:
    def wall(step: str) -> str:
        actions = [action(number, first_step=said(step)) for number in range(1, 5)]
        return whole(agreement.Wall(**FRAME, **agreement.on_sheet(SV, actions)))

    assert STEP in wall(STEP)
    assert "steps-later" not in wall(STEP)
    long = wall("ord " * 125)
    assert "Det första steget visas när" in long
    assert "ord ord" not in long
    assert "…" not in wall(STEP) + long
    usual = [sheet.ActionWords("Svar inom två veckor på varje fråga", "Skolan", STEP)] * 4
    assert sheet.sheet(usual, in_two=True).steps
    full = sheet.ActionWords("t" * 8 + " ord" * 18, "ord " * 20, "ord " * 125)
    assert not sheet.sheet([full] * 4).steps
    assert sheet.sheet([full]).steps, "one has the whole wall"


def test_long_owners_in_two_languages_leave_first_steps_on_the_wall_and_say_once_what_stands_there() -> (
    None
):
    owner = "Bildningsnämnden och biblioteket tillsammans"
    step = "Nämnden tar upp ärendet på sitt möte i januari och utser en kontaktperson."
    actions = [action(n, owner=said(owner), first_step=said(step)) for n in range(1, 5)]
    in_two = agreement.on_sheet(SV, actions, Language.fi)
    wall = whole(agreement.Wall(**FRAME | IN_TWO, **in_two))
    assert wall.count(step) == 4
    assert [wall.count(words) for words in ("Viimeistään", "viimeistään", "Ensimmäinen askel")] == [
        1,
        0,
        1,
    ]
    assert "steps-later" not in wall
    in_one = whole(agreement.Wall(**FRAME, **agreement.on_sheet(SV, actions)))
    assert "told-of-each" not in in_one
