"""Ideas: developed from a suggested action, or new; two who write at once lose nothing."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Annotated

from app.db import Book
from app.limits import LIMIT
from app.method import proposals, wordings
from app.method.act import Act, Member
from app.method.declared import ITSELF, Who, done_by
from app.method.refusals import (
    NotYoursError,
    Refusal,
    RefusedError,
    changed_meanwhile,
    idea_gone,
    idea_hidden,
    ideas_full,
    require,
    title_missing,
    voted_on,
)
from app.method.rules import idea_of, meeting_of, own_table
from app.method.sent import Drafted, WhenRefused
from app.models import Idea, SmallGroup, SuggestedAction, Wording
from app.vocabulary import Source, Standing, Step

FIELDS = ("title", "what", "who")
WORDING = (Step.ideas, Step.axis)
MARK_LENGTH = 8


def standing(book: Book, small_group_id: int) -> list[Idea]:
    """A group's ideas that are not dropped, in the order of their letters."""
    return book.all(Idea, small_group_id=small_group_id, dropped=False, order=("number",))


def letter(idea: Idea) -> str:
    """A to Z, then AA, AB …: those that a group has taken away keep theirs."""
    rounds, place = divmod(idea.number - 1, 26)
    return "A" * rounds + chr(ord("A") + place)


def may_write(there: int) -> Refusal | None:
    return ideas_full if there >= LIMIT.ideas else None


def may_improve(idea: Idea, *, is_voted_on: bool) -> Refusal | None:
    """Refuses if voted on (votes were for these words) or hidden (no writer can see it)."""
    return idea_hidden if idea.hidden else voted_on if is_voted_on else None


def may_drop(*, has_begun: bool) -> Refusal | None:
    """`has_begun`: a vote has been opened, ever."""
    return voted_on if has_begun else None


@done_by(Who.table, "ideas", adds=True, open_in={Step.ideas}, undone_by="ideas/{idea_id}/dropped")
def write(
    act: Act,
    member: Member,
    title: Drafted,
    what: Drafted,
    who: Drafted,
    suggested_action_id: int | None = None,
) -> int:
    """Adds an idea, in the group's own words or from a suggested action. Returns its id."""
    if suggested_action_id:
        return develop(act, member, suggested_action_id, title)
    return put_down(act, member, title, what, who)


def put_down(act: Act, member: Member, title: str, what: str, who: str) -> int:
    group_id = _may_add(act, member)
    cleaned = _cleaned(title, what, who)
    texts = {
        name: wordings.write(act.book, {member.written_in: said}) for name, said in cleaned.items()
    }
    return _add(act, group_id, texts, member.source)


def develop(act: Act, member: Member, suggested_action_id: int, title: str = "") -> int:
    """Begins an idea from a suggested action, in all its languages, linked to it. Returns its id.

    `title`: in the group's words; without it the suggestion is the title, if short enough. If
    somebody at the table has just begun the same idea, both titles are kept.
    """
    suggested = act.book.one(SuggestedAction, id=suggested_action_id, meeting_id=act.meeting_id)
    if suggested is None:
        raise NotYoursError
    for idea in standing(act.book, own_table(member)):
        if idea.suggested_action_id == suggested.id:
            return _title_beside(act, member, idea.id, title) if title else idea.id
    group_id = _may_add(act, member)
    words = wordings.said(act.book, suggested.text_id)
    is_asked = not title and any(len(said) > LIMIT.title for said in words.values())
    require(title_missing if is_asked else None)
    if title:
        title_id = wordings.write(act.book, {member.written_in: wordings.line(title, LIMIT.title)})
    else:
        title_id = wordings.copied(act.book, suggested.text_id)
    what_id = wordings.copied(act.book, suggested.text_id)
    texts = {"title": title_id, "what": what_id, "who": wordings.write(act.book, {})}
    return _add(act, group_id, texts, member.source, suggested.id)


def _title_beside(act: Act, member: Member, idea_id: int, title: str) -> int:
    idea, words = _to_word(act, member, idea_id), wordings.line(title, LIMIT.title)
    wordings.say_beside(act.book, idea.title_id, member.written_in, words, idea.revision)
    return idea.id


def marks(texts: Iterable[str]) -> str:
    """Digests of the texts from which a form was made, in their order; the form sends them back."""
    return " ".join(hashlib.sha256(words.encode()).hexdigest()[:MARK_LENGTH] for words in texts)


@done_by(Who.table, "ideas/{idea_id}", open_in=WORDING, undone_by=ITSELF)
def improve(
    act: Act,
    member: Member,
    idea_id: int,
    revision: Annotated[int, WhenRefused.drafted],
    title: Drafted,
    what: Drafted,
    who: Drafted,
    seen: Drafted = "",
) -> None:
    """Saves the texts that the writer changed since `revision`, with the marks `seen`.

    If somebody else has changed the same text meanwhile, both wordings are kept. A text that the
    writer did not change is not saved, even if it has changed meanwhile.
    """
    reword(act, member, idea_id, revision, title, what, who, seen)


def reword(
    act: Act,
    member: Member,
    idea_id: int,
    revision: int,
    title: str,
    what: str,
    who: str,
    seen: str,
) -> None:
    idea = _to_word(act, member, idea_id)
    now, was = _texts(act, idea, member.written_in), dict(zip(FIELDS, seen.split(), strict=False))
    written = {
        name: words
        for name, words in _cleaned(title, what, who).items()
        if words != now[name] and marks([words]) != was.get(name)
    }
    is_newest = revision == idea.revision
    alone = {name for name in written if is_newest or marks([now[name]]) == was.get(name)}
    for name, words in written.items():
        text_id = getattr(idea, f"{name}_id")
        if name in alone:
            wordings.rewrite(act.book, text_id, {member.written_in: words})
        else:
            wordings.say_beside(act.book, text_id, member.written_in, words, revision)
    if alone:
        act.book.change(Idea, {"id": idea.id}, revision=idea.revision + 1)


@done_by(Who.table, "ideas/{idea_id}/wording", open_in=WORDING, undone_by=ITSELF)
def choose_wording(act: Act, member: Member, idea_id: int, wording_id: int) -> None:
    """Puts a wording kept beside, of any language, in place of the current one; keeps that one."""
    idea = _to_word(act, member, idea_id)
    chosen = _beside(act, idea, wording_id)
    written = wordings.written(act.book, chosen.text_id)
    language, replaced = _shown(act, written, member.written_in)
    wordings.put_in_place(act.book, chosen, idea.revision + 1)
    wordings.say_beside(act.book, chosen.text_id, language, replaced, idea.revision)
    act.book.change(Idea, {"id": idea.id}, revision=idea.revision + 1)


@done_by(
    Who.table,
    "ideas/{idea_id}/wording/dropped",
    about=("wording_id",),
    open_in=WORDING,
    final="Whoever chose can write it again.",
)
def drop_wording(act: Act, member: Member, idea_id: int, wording_id: int) -> None:
    """Removes a wording kept beside: somebody decided that it is not needed."""
    idea = _to_word(act, member, idea_id)
    act.book.remove(Wording, id=_beside(act, idea, wording_id).id)


@done_by(
    Who.table, "ideas/{idea_id}/dropped", open_in=WORDING, undone_by="ideas/{idea_id}/restored"
)
def drop(act: Act, member: Member, idea_id: int) -> None:
    """Drops an idea and takes its proposal down; it can be restored."""
    idea = _to_drop(act, member, idea_id, dropped=False)
    proposals.take_down_idea(act, idea.id)
    act.book.change(Idea, {"id": idea.id}, dropped=True)


@done_by(
    Who.table, "ideas/{idea_id}/restored", open_in=WORDING, undone_by="ideas/{idea_id}/dropped"
)
def restore(act: Act, member: Member, idea_id: int) -> None:
    idea = _to_drop(act, member, idea_id, dropped=True)
    require(may_write(len(standing(act.book, idea.small_group_id))))
    act.book.change(Idea, {"id": idea.id}, dropped=False)


@done_by(
    Who.facilitator, "ideas/{idea_id}/hidden", undone_by="ideas/{idea_id}/unhidden", hidden=True
)
@done_by(
    Who.facilitator, "ideas/{idea_id}/unhidden", undone_by="ideas/{idea_id}/hidden", hidden=False
)
def hide(act: Act, idea_id: int, *, hidden: bool) -> None:
    """Takes an idea off every screen but the console, or shows it again."""
    idea = act.book.one(Idea, id=idea_id)
    at = idea.small_group_id if idea else 0
    if not act.book.count(SmallGroup, id=at, meeting_id=act.meeting_id):
        raise NotYoursError
    act.book.change(Idea, {"id": idea_id}, hidden=hidden)


def _may_add(act: Act, member: Member) -> int:
    group_id = own_table(member)
    require(may_write(len(standing(act.book, group_id))))
    return group_id


def _cleaned(title: str, what: str, who: str) -> dict[str, str]:
    return {
        "title": wordings.line(title, LIMIT.title),
        "what": wordings.text(what, LIMIT.text, may_be_empty=True),
        "who": wordings.text(who, LIMIT.text, may_be_empty=True),
    }


def _add(
    act: Act,
    group_id: int,
    texts: dict[str, int],
    source: Source,
    suggested_action_id: int | None = None,
) -> int:
    numbers = [idea.number for idea in act.book.all(Idea, small_group_id=group_id)]
    idea = Idea(
        small_group_id=group_id,
        number=max(numbers, default=0) + 1,
        suggested_action_id=suggested_action_id,
        title_id=texts["title"],
        what_id=texts["what"],
        who_id=texts["who"],
        source=source,
    )
    act.book.add(idea)
    return idea.id


def _to_word(act: Act, member: Member, idea_id: int) -> Idea:
    idea = _own(act, member, idea_id, dropped=False)
    is_voted_on = proposals.are_voted_on(act.book, act.meeting_id, [idea])
    require(may_improve(idea, is_voted_on=is_voted_on))
    return idea


def _to_drop(act: Act, member: Member, idea_id: int, *, dropped: bool) -> Idea:
    idea = _own(act, member, idea_id, dropped=dropped)
    require(may_drop(has_begun=proposals.votes_begun(act.book, act.meeting_id)))
    return idea


def _own(act: Act, member: Member, idea_id: int, *, dropped: bool) -> Idea:
    idea = idea_of(act, member, idea_id)
    require(idea_gone if idea.dropped is not dropped else None)
    return idea


def _texts(act: Act, idea: Idea, language: str) -> dict[str, str]:
    """The words shown in each field now."""
    said = {name: wordings.said(act.book, getattr(idea, f"{name}_id")) for name in FIELDS}
    return {name: _shown(act, words, language)[1] for name, words in said.items()}


def _shown(act: Act, words: Mapping[str, str], language: str) -> tuple[str, str]:
    """The wording that a writer in this language saw in the field, as (language, words)."""
    main = meeting_of(act.book, act.meeting_id).main_language
    return wordings.chosen(words, language, main)


def _beside(act: Act, idea: Idea, wording_id: int) -> Wording:
    wording = act.book.one(Wording, id=wording_id, standing=Standing.beside)
    if wording is None or wording.text_id not in (idea.title_id, idea.what_id, idea.who_id):
        raise RefusedError(changed_meanwhile)
    return wording
