"""One screen for all of whom the same is true: made for nobody, and told apart by what each has chosen."""

from pathlib import Path

from app.live.show import Show
from app.method import sorting
from app.method.people.joining import token_hash
from app.models import Card, ProgrammeRow
from app.screens.screen import Screen
from app.settings import Settings
from app.viewer import PhoneClaim
from app.vocabulary import Category, Step
from tests.cast import Evening
from tests.house import SECRET


def test_phones_of_which_the_same_is_true_are_given_the_very_same_screen(
    meeting: Evening, keys: Path, tmp_path: Path
) -> None:
    show = Show(meeting.database, Settings(tmp_path, keys, SECRET, meeting.database.url))

    def screen_of(name: str) -> Screen:
        sight = show.see(PhoneClaim(meeting.id, token_hash(SECRET, f"{meeting.id}{name}")))
        assert sight is not None
        return sight.screen

    for row in meeting.all(ProgrammeRow, meeting_id=meeting.id):
        meeting.go_to(row.kind)
        assert screen_of("Amina") is screen_of("Mikael"), f"each has one made at {row.kind}"
    assert screen_of("Amina") is not screen_of("Kirsi"), "she reads Finnish"

    meeting.go_to(Step.sorting)
    card = meeting.ids(Card)[0]
    meeting.do(sorting.lean, meeting.member("Amina"), card, Category.more)
    assert screen_of("Amina") != screen_of("Mikael"), "only Amina has leaned"
    assert screen_of("Mikael") is screen_of("Börje")
    meeting.do(sorting.lean, meeting.member("Mikael"), card, Category.less)
    assert screen_of("Amina") != screen_of("Mikael"), "they lean otherwise"
    meeting.do(sorting.lean, meeting.member("Mikael"), card, Category.more)
    assert screen_of("Amina") is screen_of("Mikael")
