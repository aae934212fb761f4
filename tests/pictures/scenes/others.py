"""Those who have a link and no account: who signs up, an organisation's secretary, and the owner of an action
afterwards.
"""

from app import links
from app.hall_clock import hall_day
from app.method.followup import following
from app.method.followup.following import Reported
from app.method.preparing import expecting, gatherings
from app.method.reports import writing
from app.method.reports.writing import Typing
from app.method.rules import meeting_of
from app.models import FollowedAction, Gathering, Report
from app.models.followup import FollowState
from app.vocabulary import Theme
from tests.pictures.hall import Hall
from tests.pictures.scene import Look, Scene, desk, nothing
from tests.pictures.taps import sent
from tests.pictures.words import THOUGHTS

PLACE = f"{Theme.security}_1"


def _session(hall: Hall) -> Gathering:
    """One with several discussion groups."""
    rows = hall.all(Gathering, "held_on")
    return next((gathering for gathering in rows if gathering.discussion_groups > 1), rows[0])


def _at(hall: Hall, path: str) -> str:
    return f"/organisation/{_session(hall).id}{path}"


def _secretary(path: str) -> Look:
    return Look("organisation", "laptop", lambda hall: _at(hall, path))


def _owner(path: str = "") -> Look:
    """On a phone, as the link came by mail."""
    return Look("owner", "phone", lambda hall: _path(hall) + path, in_it=False)


def _path(hall: Hall) -> str:
    row = hall.all(FollowedAction, "agreed_action_id")[0]
    return links.report_path(hall.stage.settings.secret, row)


def _link(hall: Hall) -> None:
    hall.do(gatherings.link_to_report, _session(hall).id)


def _write(hall: Hall) -> None:
    """Two have written in one place, and one of them a name."""
    session = _session(hall)
    report = hall.do(writing.report_to_write, session, 1, hall.written_in)
    said = THOUGHTS[hall.written_in]
    for words in (said, f"Anna, 34: {said}"):
        hall.do(writing.keep, report, {PLACE: Typing(words, 0)})


def _choose(hall: Hall) -> None:
    answer = hall.read(lambda book: writing.answers_of(book, _report(hall).id))[PLACE]
    hall.do(writing.choose, _report(hall), PLACE, writing.digest_of(answer), 1)


def _report(hall: Hall) -> Report:
    return hall.all(Report, gathering_id=_session(hall).id)[0]


def _send(hall: Hall) -> None:
    hall.do(writing.send, _report(hall))


def _follow(hall: Hall) -> None:
    hall.do(following.follow)
    action_id = hall.all(FollowedAction, "agreed_action_id")[0].agreed_action_id
    told = Reported(FollowState.going_on, {hall.written_in: THOUGHTS[hall.written_in]})
    hall.do(lambda act: following.report(act, action_id, told, hall_day(act.now), by_owner=True))


def _guest() -> Look:
    return Look("owner", "phone", _sign_up_path, in_it=False)


def _sign_up_path(hall: Hall) -> str:
    meeting = hall.read(lambda book: meeting_of(book, hall.meeting_id))
    return links.sign_up_path(hall.stage.settings.secret, meeting)


def _open_sign_up(hall: Hall) -> None:
    hall.do(expecting.open_sign_up)


# Nobody signs up once the meeting has ended.
BEFORE = (Scene("guest: signing up", _open_sign_up, (_guest(),)),)
SCENES = (
    Scene("organisation: its session", _link, (_secretary("?language=sv"),)),
    Scene("organisation: two wrote at once", _write, (_secretary(f"/1/{Theme.security}"),)),
    Scene("organisation: a page", _choose, (_secretary("/1/group"),)),
    Scene("organisation: before it is sent", nothing, (_secretary("/1/sending"),)),
    Scene("organisation: sent", _send, (_secretary("/1"),)),
    Scene("desk: a report", nothing, (desk("reports"),)),
    Scene("owner: an action", _follow, (_owner(),)),
    Scene("owner: nothing written", nothing, (_owner().after(sent("#report")),)),
)
