"""One screen for all of whom the same is true: made for nobody, and told apart by what each has chosen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.live.show import FEW, Show
from app.method import sorting
from app.method.act import Act
from app.method.people.joining import token_hash
from app.models import (
    Card,
    Device,
    Meeting,
    Membership,
    Person,
    ProgrammeRow,
    QuietCall,
    Seat,
    SmallGroup,
    TableSeat,
)
from app.screens.screen import Screen
from app.settings import Settings
from app.viewer import PhoneClaim, Viewer
from app.vocabulary import Category, Language, Step
from tests.cast import Evening
from tests.house import SECRET

Change = Callable[[Act, Seat], object]


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


def _moves(act: Act, seat: Seat) -> None:
    last = act.book.all(SmallGroup, meeting_id=act.meeting_id, order=("number",))[-1]
    act.book.change(Membership, {"person_id": seat.person_id}, small_group_id=last.id)


def test_of_a_meeting_that_is_gone_nobody_is_found_among_many_either(
    meeting: Evening, keys: Path, tmp_path: Path
) -> None:
    show = Show(meeting.database, Settings(tmp_path, keys, SECRET, meeting.database.url))
    gone = PhoneClaim(meeting.id + 1, "hashed")
    with show.moment(gone.meeting_id, FEW + 1) as moment:
        assert moment.viewer(gone) is None


# By what a phone's viewer is found, one table after the other.
CHANGES: dict[str, Change] = {
    "a turn": lambda act, seat: act.book.change(Device, {"id": seat.device_id}, turn=5),
    "a call": lambda act, seat: act.book.add(QuietCall(device_id=seat.device_id, answered_at=1)),
    "a seat": lambda act, seat: act.book.change(Seat, {"id": seat.id}, gone=True, taken_out=True),
    "a person": lambda act, seat: act.book.change(
        Person, {"id": seat.person_id}, language=Language.fi
    ),
    "a seat at a table": lambda act, seat: act.book.add(
        TableSeat(person_id=seat.person_id, number=7)
    ),
    "a group": _moves,
    "the code": lambda act, _: act.book.change(Meeting, {"id": act.meeting_id}, code="KRNEW77"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_who_looks_is_found_among_many_as_alone_whatever_of_them_changes(
    meeting: Evening, keys: Path, tmp_path: Path, change: str
) -> None:
    show = Show(meeting.database, Settings(tmp_path, keys, SECRET, meeting.database.url))
    amina = PhoneClaim(meeting.id, token_hash(SECRET, f"{meeting.id}Amina"))
    (seat,) = meeting.all(Seat, person_id=meeting.people["Amina"])

    def among_many() -> Viewer:
        with show.moment(meeting.id, FEW + 1) as moment:
            viewer = moment.viewer(amina)
        assert viewer
        return viewer

    before = among_many()
    meeting.do(CHANGES[change], seat)
    now, alone = among_many(), show.see(amina)
    assert alone
    assert now == alone.viewer
    assert now != before
