"""What the facilitator puts up on the wall and takes down, and the wall's languages."""

from typing import Annotated

from app.languages import PHONE_LANGUAGES
from app.method.act import Act
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.refusals import NotYoursError, RefusedError, require, unknown_field
from app.method.sent import Spoken, whole_number
from app.models import AgreedAction, Idea, Meeting, Reveal, SmallGroup, VoteRound
from app.vocabulary import Language, Shown, Theme

# Kinds that show one of several things, named by its id or number.
OF_ONE = frozenset({Shown.result, Shown.read_back, Shown.spotlight})


@done_by(Who.facilitator, "wall", after_the_end=True, about=("what",), undone_by="wall/down")
def show(act: Act, what: Shown, subject: str = "") -> None:
    """Puts something on the wall, one thing of each kind. `subject` must belong to the meeting."""
    if subject and not _is_ours(act, what, subject):
        raise NotYoursError
    on = ("meeting_id", "what")
    act.book.put(Reveal, on, meeting_id=act.meeting_id, what=what, subject=subject)
    if what is Shown.picture:
        act.book.change(Meeting, {"id": act.meeting_id}, picture_seen=True)


def _is_ours(act: Act, what: Shown, subject: str) -> bool:
    if what is Shown.theme:
        require(None if subject in list(Theme) else unknown_field)
        return True
    number, at = whole_number(subject), {"meeting_id": act.meeting_id}
    if what not in OF_ONE or number is None:
        raise RefusedError(unknown_field)
    match what:
        case Shown.result:
            return act.book.one(VoteRound, number=number, **at) is not None
        case Shown.read_back:
            return act.book.one(AgreedAction, id=number, **at) is not None
        case _:
            idea = act.book.one(Idea, id=number)
            return bool(idea and act.book.one(SmallGroup, id=idea.small_group_id, **at))


@done_by(Who.facilitator, "wall/down", after_the_end=True, about=("what",), undone_by="wall")
def take_down(act: Act, what: Shown) -> None:
    act.book.remove(Reveal, meeting_id=act.meeting_id, what=what)


@done_by(Who.facilitator, "wall/language", after_the_end=True, undone_by=ITSELF)
def speak(
    act: Act, first: Language, second: Annotated[Language, Spoken(PHONE_LANGUAGES)] | None
) -> None:
    """Sets the wall's languages: one of the hall's, and beside it any language of phones.

    The first is also the language of papers, and of texts that lack the reader's language.
    """
    spoken = {"main_language": first, "second_language": None if second is first else second}
    act.book.change(Meeting, {"id": act.meeting_id}, **spoken)
