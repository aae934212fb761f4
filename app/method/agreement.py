"""Agreed actions: a few, each with somebody who starts it; and how many want to take part."""

from collections.abc import Collection
from typing import Annotated

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.limits import LIMIT
from app.method import owners_yes, wordings
from app.method.act import Act, Member
from app.method.days import day
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.preparing import owners
from app.method.refusals import (
    Refusal,
    RefusedError,
    action_gone,
    actions_full,
    already_agreed,
    idea_gone,
    owner_missing,
    require,
    saved_first,
)
from app.method.rules import meeting_of, own_row
from app.method.sent import GivenBackWords, MadeExactlyOn, MadeOn, OwnLanguage, Pressed
from app.method.undoing import as_sent
from app.method.wordings import Words
from app.models import AgreedAction, Contact, Idea, Interest, SmallGroup
from app.vocabulary import N_, Language, Step

# Offered in the agreement step; afterwards the list of last acts puts an action back. Open in the
# steps around it too: what somebody types is kept while another console goes on, or back to vote again.
AGREEING = (Step.vote, Step.agreement, Step.survey, Step.thanks)
AGREED = (Step.agreement, Step.survey, Step.thanks)

reworded = Refusal(
    "reworded",
    N_("The action has been changed meanwhile. Ask whether the answer holds for what it says now."),
)

_TITLE_AND_WHO = (
    select(Idea.title_id, Idea.who_id)
    .join(SmallGroup, col(SmallGroup.id) == col(Idea.small_group_id))
    .where(
        col(Idea.id) == bindparam("idea_id"),
        col(SmallGroup.meeting_id) == bindparam("meeting_id"),
        col(Idea.hidden).is_(False),
        col(Idea.dropped).is_(False),
    )
)


@done_by(
    Who.facilitator,
    "actions",
    adds=True,
    open_in=AGREEING,
    undone_by="actions/{action_id}/dropped",
)
def agree(
    act: Act,
    title: GivenBackWords,
    owner: GivenBackWords,
    first_step: GivenBackWords,
    due_on: GivenBackWords,
    language: OwnLanguage,
    idea_id: int | None = None,
) -> int:
    """Adds an action; returns its id. Owner (a body or office), first step and date may come later.

    If title or owner are empty or as in the idea, they are copied from the idea in all its
    languages.
    """
    require(may_agree(standing_actions(act.book, act.meeting_id), idea_id))
    title_of_idea, owner_of_idea = _texts_of_idea(act, idea_id)
    everybody = act.book.all(AgreedAction, meeting_id=act.meeting_id)
    action = AgreedAction(
        meeting_id=act.meeting_id,
        position=max((action.position for action in everybody), default=0) + 1,
        idea_id=idea_id,
        title_id=_written(act, _title(title, title_of_idea), language, title_of_idea),
        owner_id=_written_owner(act, _text(owner), language, owner_of_idea),
        first_step_id=_written(act, _text(first_step), language),
        due_on=day(due_on),
    )
    act.book.add(action)
    return action.id


@done_by(Who.facilitator, "actions/{action_id}", open_in=AGREEING, undone_by=ITSELF)
def change_action(
    act: Act,
    action_id: int,
    revision: MadeExactlyOn,
    title: GivenBackWords,
    owner: GivenBackWords,
    first_step: GivenBackWords,
    due_on: GivenBackWords,
    language: OwnLanguage,
) -> None:
    """Saves what was changed since `revision`. Refuses if somebody else saved first.

    Wordings in other languages translated the old words, so they are removed.
    """
    action = _standing_action(act, action_id)
    fields = {
        action.title_id: wordings.line(title, LIMIT.title),
        action.owner_id: _text(owner),
        action.first_step_id: _text(first_step),
    }
    changed = {
        text_id: words
        for text_id, words in fields.items()
        if words != _shown(act, wordings.said(act.book, text_id), language)
    }
    if not changed and day(due_on) == action.due_on:
        return
    require(saved_first if revision != action.revision else None)
    before = owners_yes.promised(act.book, action)
    for text_id, words in changed.items():
        prepared = owners.named(act, words) if text_id == action.owner_id else {}
        wordings.rewrite(act.book, text_id, prepared or {language: words})
    act.book.change(
        AgreedAction, {"id": action.id}, due_on=day(due_on), revision=action.revision + 1
    )
    owners_yes.settle(act, action, before)


@done_by(Who.facilitator, "actions/{action_id}/owner", open_in=AGREEING, undone_by=ITSELF)
def hear_owner(
    act: Act,
    action_id: int,
    of_revision: MadeOn | None = None,
    *,
    says_yes: Annotated[bool, Pressed("answer", {"yes": True, "to_ask": False})],
) -> None:
    """Whether the owner has said yes, or is still to be asked, about the words of this revision."""
    action = _standing_action(act, action_id)
    require(reworded if of_revision not in (None, action.revision) else None)
    require(None if wordings.said(act.book, action.owner_id) else owner_missing)
    act.book.change(AgreedAction, {"id": action.id}, owner_says_yes=says_yes)


@done_by(
    Who.facilitator,
    "actions/{action_id}/dropped",
    open_in=AGREEING,
    undone_by="actions/{action_id}/restored",
    back=as_sent,
)
def take_away(act: Act, action_id: int) -> None:
    _set_dropped(act, action_id, dropped=True)


@done_by(
    Who.facilitator,
    "actions/{action_id}/restored",
    open_in=AGREEING,
    undone_by="actions/{action_id}/dropped",
)
def put_back(act: Act, action_id: int) -> None:
    action = own_row(act, AgreedAction, action_id)
    if action.dropped:
        require(may_agree(standing_actions(act.book, act.meeting_id), action.idea_id))
        _set_dropped(act, action_id, dropped=False)


@done_by(
    Who.person,
    "actions/{action_id}/interest",
    open_in=AGREED,
    undone_by="actions/{action_id}/interest/withdrawn",
)
def take_part(act: Act, member: Member, action_id: int) -> None:
    """ "I want to take part": shown to the person, and counted; nobody sees a name."""
    require(action_gone if own_row(act, AgreedAction, action_id).dropped else None)
    interest = {"agreed_action_id": action_id, "person_id": member.person_id}
    act.book.put(Interest, tuple(interest), **interest)


@done_by(
    Who.person,
    "actions/{action_id}/interest/withdrawn",
    open_in=AGREED,
    undone_by="actions/{action_id}/interest",
)
def leave(act: Act, member: Member, action_id: int) -> None:
    action = own_row(act, AgreedAction, action_id)
    act.book.remove(Interest, agreed_action_id=action.id, person_id=member.person_id)
    # Nobody may reach a person who does not take part.
    forget_contact(act, member, action.id)


def forget_contact(act: Act, member: Member, action_id: int) -> None:
    """Removes what `contacts.give` stored, from the disk too."""
    act.book.remove(Contact, agreed_action_id=action_id, person_id=member.person_id)


def standing_actions(book: Book, meeting_id: int) -> list[AgreedAction]:
    """The agreed actions in their order."""
    return book.all(AgreedAction, order=("position", "id"), meeting_id=meeting_id, dropped=False)


def taken_away(book: Book, meeting_id: int) -> list[AgreedAction]:
    """The dropped actions, which can be put back."""
    return book.all(AgreedAction, order=("position", "id"), meeting_id=meeting_id, dropped=True)


def interest_count(book: Book, action_id: int) -> int:
    known = book.one(AgreedAction, id=action_id)
    return book.count(Interest, agreed_action_id=action_id) + (known.interested if known else 0)


def forget_who_takes_part(act: Act) -> None:
    """Keeps how many take part and their contacts, but no link from an action to a person."""
    for action in act.book.all(AgreedAction, meeting_id=act.meeting_id):
        many = interest_count(act.book, action.id)
        act.book.change(AgreedAction, {"id": action.id}, interested=many)
        act.book.remove(Interest, agreed_action_id=action.id)
        act.book.change(Contact, {"agreed_action_id": action.id}, person_id=None)


def takes_part(book: Book, action_id: int, person_id: int) -> bool:
    return book.count(Interest, agreed_action_id=action_id, person_id=person_id) > 0


def _standing_action(act: Act, action_id: int) -> AgreedAction:
    action = own_row(act, AgreedAction, action_id)
    require(action_gone if action.dropped else None)
    return action


def may_agree(agreed: Collection[AgreedAction], idea_id: int | None = None) -> Refusal | None:
    """Not on an action too many, and not on an idea that is `agreed` already."""
    if idea_id is not None and any(action.idea_id == idea_id for action in agreed):
        return already_agreed
    return actions_full if len(agreed) >= LIMIT.actions else None


def _set_dropped(act: Act, action_id: int, *, dropped: bool) -> None:
    if own_row(act, AgreedAction, action_id).dropped is not dropped:
        act.book.change(AgreedAction, {"id": action_id}, dropped=dropped)


def _texts_of_idea(act: Act, idea_id: int | None) -> tuple[int | None, int | None]:
    """The ids of the idea's title and owner texts; None without an idea."""
    if idea_id is None:
        return None, None
    row = act.book.row(_TITLE_AND_WHO, idea_id=idea_id, meeting_id=act.meeting_id)
    if row is None:
        raise RefusedError(idea_gone)
    return int(row.title_id), int(row.who_id)


def _written(act: Act, typed: str, language: Language, offered: int | None = None) -> int:
    """Returns the id of a new text; copies `offered` in all languages if nothing else was typed."""
    if offered and typed in ("", _shown(act, wordings.said(act.book, offered), language)):
        return wordings.copied(act.book, offered)
    return wordings.write(act.book, {language: typed})


def _written_owner(act: Act, typed: str, language: Language, offered: int | None) -> int:
    """As `_written`, but an owner that was prepared comes in all its languages."""
    prepared = owners.named(act, typed)
    return (
        wordings.write(act.book, prepared) if prepared else _written(act, typed, language, offered)
    )


def _shown(act: Act, words: Words, language: Language) -> str:
    main = meeting_of(act.book, act.meeting_id).main_language
    return wordings.chosen(words, language, main)[1]


def _title(typed: str, offered: int | None) -> str:
    return wordings.line(typed, LIMIT.title, may_be_empty=offered is not None)


def _text(typed: str) -> str:
    return wordings.text(typed, LIMIT.text, may_be_empty=True)
