"""The way in, and the evening up to the tables."""

from app.method import on_the_wall, phone_network as hall_of, programme, wordings
from app.method.act import Act
from app.method.followup import next_round
from app.method.people import absent, admitting, joining
from app.models import BecameOf
from app.models.followup import FollowState
from app.vocabulary import Language, Shown, Step, Theme
from tests.pictures.hall import Hall
from tests.pictures.scene import (
    CONSOLE,
    PHONE,
    PRESENTER,
    STRANGER,
    WALL,
    Look,
    Scene,
    door,
    nothing,
)
from tests.pictures.stage import FAULT
from tests.pictures.taps import cut_off, opened
from tests.pictures.words import CALLED

MY_GROUPS = 5
A_DAY = 24 * 3600
ABOUT = Look("phone", "phone", lambda hall: f"/{hall.code}/about", in_it=False)
ACCESSIBILITY = Look("phone", "phone", lambda hall: f"/{hall.code}/accessibility", in_it=False)
AT_TABLE = Look("phone", "phone", lambda hall: f"/{hall.code}/3", in_it=False)
LEAVING = Look("phone", "phone", lambda hall: f"/{hall.code}/phone")
TAKING_OVER = Look("phone", "phone", lambda hall: f"/{hall.code}/moved", in_it=False)
MOVING = Look("phone", "phone", lambda hall: f"/{hall.code}?table=3")


def _open_joining(hall: Hall) -> None:
    hall.do(admitting.open_joining, is_open=True)


def _close_joining(hall: Hall) -> None:
    hall.do(admitting.open_joining, is_open=False)


def _name_network(hall: Hall) -> None:
    hall.do(hall_of.name_network, "Sundby-gast", "valkommen-till-motet")


def _come_in(hall: Hall) -> None:
    _open_joining(hall)
    hall.come_in()
    hall.projector(present=True)


def _ask_for_tie(hall: Hall) -> None:
    for person_id in list(hall.people)[::6]:
        hall.do(joining.tie, hall.member(person_id), wanted=True)
    hall.do(joining.tie, hall.me, wanted=True)


def _show_principles(hall: Hall) -> None:
    hall.do(on_the_wall.show, Shown.principles)


def _show_door(hall: Hall) -> None:
    hall.do(on_the_wall.take_down, Shown.principles)
    hall.do(on_the_wall.show, Shown.qr)


def _blank(hall: Hall) -> None:
    hall.do(on_the_wall.take_down, Shown.qr)
    hall.do(on_the_wall.show, Shown.blank)


def _became(hall: Hall) -> None:
    """What became of what a meeting before agreed on stands on the wall."""
    hall.do(on_the_wall.take_down, Shown.blank)
    for position, state in enumerate((FollowState.done, FollowState.going_on, FollowState.waiting)):
        hall.do(_tell, position, CALLED[hall.written_in], hall.written_in, state)
    hall.do(on_the_wall.show, Shown.became)


def _tell(act: Act, position: int, words: str, language: Language, state: FollowState) -> None:
    text_id = wordings.write(act.book, {language: words})
    act.book.add(
        BecameOf(meeting_id=act.meeting_id, position=position, text_id=text_id, state=state)
    )


def _of_no_other(hall: Hall) -> None:
    hall.do(on_the_wall.take_down, Shown.became)
    hall.do(next_round.open_without)


def _another_day(hall: Hall) -> None:
    _of_no_other(hall)
    hall.do(programme.hold_at, hall.row.starts_at + A_DAY)


def _as_planned(hall: Hall) -> None:
    hall.do(programme.hold_at, hall.row.starts_at - A_DAY)


def _go(step: Step) -> Scene:
    return Scene(f"{step}", lambda hall: hall.go(step), (PHONE, WALL, CONSOLE))


def _theme(theme: Theme) -> Scene:
    return Scene(
        f"results: {theme}",
        lambda hall: hall.do(on_the_wall.show, Shown.theme, theme),
        (PHONE, WALL, CONSOLE),
    )


def _groups(hall: Hall) -> None:
    hall.form(MY_GROUPS)
    hall.be_away(hall.others[0])


def _take_out(hall: Hall) -> None:
    """Of the two that are away, one."""
    hall.kept["out"] = hall.phone_of(hall.others[0])
    hall.be_away(hall.others[1])
    hall.do(absent.take_out, hall.kept["out"])


def _take_in_again(hall: Hall) -> None:
    hall.do(absent.take_in_again, hall.kept["out"])
    hall.be_away(hall.others[1], away=False)


SCENES = (
    Scene("door: start page", nothing, (door("/"),)),
    Scene("door: what is no code", nothing, (door("/?code=ABC", 409),)),
    Scene("door: unknown code", nothing, (door("/ZZZZZZZ", 404),)),
    Scene("door: a fault", nothing, (door(FAULT, 500),)),
    Scene("join", nothing, (STRANGER,)),
    Scene("join: languages", nothing, (STRANGER.after(opened("#languages")),)),
    Scene("join: a shared phone", nothing, (STRANGER.after(opened("#sharing")),)),
    Scene("join: at a table", nothing, (AT_TABLE,)),
    Scene("join: what is kept", nothing, (ABOUT,)),
    Scene("join: accessibility", nothing, (ACCESSIBILITY,)),
    Scene("before: nobody is in", nothing, (WALL, CONSOLE)),
    Scene("before: the Wi-Fi is named", _name_network, (WALL, CONSOLE.after(opened("#reaching")))),
    Scene("join: closed", _close_joining, (STRANGER, WALL, CONSOLE)),
    Scene("before: in", _come_in, (PHONE, WALL, CONSOLE)),
    Scene("before: the code of a table", nothing, (MOVING,)),
    Scene("before: another phone, or leave", nothing, (LEAVING,)),
    Scene("before: on the other phone", nothing, (TAKING_OVER,)),
    Scene("before: help", nothing, (PHONE.after(opened("#help")),)),
    Scene("before: a tie to the language", _ask_for_tie, (PHONE.after(opened("#help")),)),
    Scene("before: languages", nothing, (PHONE.after(opened("#languages")),)),
    Scene(
        "before: panels of the console",
        nothing,
        (CONSOLE.after(opened("#wall-languages"), opened(".row details"), opened("#languages")),),
    ),
    _go(Step.opening),
    Scene(
        "opening: offline", nothing, tuple(look.after(cut_off) for look in (PHONE, WALL, CONSOLE))
    ),
    Scene("opening: principles", _show_principles, (WALL, CONSOLE)),
    Scene("opening: the QR code", _show_door, (WALL, CONSOLE)),
    Scene("opening: a blank wall", _blank, (WALL, CONSOLE)),
    Scene("opening: what became of the last one", _became, (PHONE, WALL, CONSOLE)),
    Scene("opening: planned for another day", _another_day, (CONSOLE,)),
    Scene("opening: as it was", _as_planned, ()),
    _go(Step.results),
    *(_theme(theme) for theme in Theme),
    Scene("results: the remote", nothing, (PRESENTER,)),
    _go(Step.supper),
    Scene("supper: the remote", nothing, (PRESENTER,)),
    _go(Step.groups),
    Scene("groups: formed", _groups, (PHONE, WALL, CONSOLE)),
    Scene(
        "groups: moving somebody",
        nothing,
        (CONSOLE.after(opened(".person details"), opened("#form-anew")),),
    ),
    Scene("groups: a phone is taken out", _take_out, (CONSOLE.after(opened("#away")),)),
    Scene("groups: it is in again", _take_in_again, (PHONE, CONSOLE)),
    Scene("supper: groups are formed", lambda hall: hall.go(Step.supper), (PHONE, WALL, CONSOLE)),
)
