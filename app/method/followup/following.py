"""The log of each agreed action: the coordinator and the owner add to it; nothing is rewritten."""

from datetime import date

from app.db import Book
from app.frozen import frozen
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.days import day
from app.method.preparing.translations import new_text
from app.method.refusals import NotYoursError, Refusal, nothing_agreed, require
from app.method.rules import own_row
from app.method.wordings import Words
from app.models import AgreedAction, FollowedAction, FollowEntry
from app.models.followup import FollowState
from app.vocabulary import N_

why_missing = Refusal("why_missing", N_("Say why it will not be done."))


@frozen
class Reported:
    """What is said about an action. `corrects`: the position of the entry that it corrects."""

    state: FollowState
    words: Words
    corrects: int | None = None


def follow(act: Act) -> None:
    """Begins to follow all agreed actions; those that are followed already stay as they are."""
    actions = agreed(act.book, act.meeting_id)
    require(None if actions else nothing_agreed)
    for action in actions:
        if act.book.one(FollowedAction, agreed_action_id=action.id) is None:
            act.book.add(FollowedAction(agreed_action_id=action.id))


def followed(book: Book, meeting_id: int) -> list[tuple[AgreedAction, FollowedAction]]:
    pairs = (
        (action, book.one(FollowedAction, agreed_action_id=action.id))
        for action in agreed(book, meeting_id)
    )
    return [(action, row) for action, row in pairs if row]


def log(book: Book, action_id: int) -> list[FollowEntry]:
    return book.all(FollowEntry, order=("position",), agreed_action_id=action_id)


def state_of(entries: list[FollowEntry]) -> FollowState:
    """The state in the newest entry."""
    return entries[-1].state if entries else FollowState.waiting


def report(
    act: Act, action_id: int, said: Reported, today: date, *, by_owner: bool = False
) -> None:
    """Adds an entry, unless it equals the last one of the same day, as after a second tap."""
    _row(act, action_id)
    entries = log(act.book, action_id)
    known = {entry.position for entry in entries}
    if said.corrects is not None and said.corrects not in known:
        raise NotYoursError
    is_silent = wordings.is_silent(said.words)
    require(why_missing if said.state is FollowState.not_done and is_silent else None)
    text_id = new_text(act, said.words, LIMIT.note, may_be_empty=True)
    entry = FollowEntry(
        agreed_action_id=action_id,
        position=len(entries) + 1,
        said_on=today.isoformat(),
        state=said.state,
        text_id=text_id,
        by_owner=by_owner,
        corrects=said.corrects,
    )
    if entries and _same(act.book, entries[-1], entry):
        wordings.remove(act.book, text_id)
        return
    act.book.add(entry)


def says_something(book: Book, action_id: int, said: Reported) -> bool:
    """Whether it is another state than the newest, has words, or corrects what was said."""
    is_new = said.state is not state_of(log(book, action_id))
    return is_new or said.corrects is not None or not wordings.is_silent(said.words)


def review(act: Act, action_id: int, typed: str) -> bool:
    """Sets when the action is looked at next; empty: not set. Returns whether that is another day."""
    _row(act, action_id)
    action = own_row(act, AgreedAction, action_id)
    act.book.change(AgreedAction, {"id": action_id}, review_on=day(typed))
    return action.review_on != day(typed)


def renew_link(act: Act, action_id: int) -> None:
    """Makes a new link for the owner. The old one opens nothing any more."""
    row = _row(act, action_id)
    own = {"agreed_action_id": action_id}
    act.book.change(FollowedAction, own, version=row.version + 1, open=True, brought=None)


def revoke_link(act: Act, action_id: int) -> None:
    _row(act, action_id)
    act.book.change(FollowedAction, {"agreed_action_id": action_id}, open=False)


def agreed(book: Book, meeting_id: int) -> list[AgreedAction]:
    return book.all(AgreedAction, order=("position",), meeting_id=meeting_id, dropped=False)


def _row(act: Act, action_id: int) -> FollowedAction:
    own_row(act, AgreedAction, action_id, dropped=False)
    row = act.book.one(FollowedAction, agreed_action_id=action_id)
    if row is None:
        raise NotYoursError
    return row


def _same(book: Book, last: FollowEntry, new: FollowEntry) -> bool:
    names = ("said_on", "state", "by_owner", "corrects")
    return all(getattr(last, name) == getattr(new, name) for name in names) and (
        wordings.said(book, last.text_id) == wordings.said(book, new.text_id)
    )
