"""Ideas: developed from a suggested action, or new; dropped, restored, and hidden."""

from app.db import Book
from app.limits import LIMIT
from app.method import proposals, wordings
from app.method.act import Act, Member
from app.method.declaring import done_by
from app.method.doers import Who
from app.method.refusals import (
    NotYoursError,
    Refusal,
    idea_gone,
    idea_hidden,
    ideas_full,
    require,
    title_missing,
    voted_on,
)
from app.method.rules import idea_of, number_of, own_row, own_table
from app.method.sent import DraftedWords
from app.method.undoing import Back, Sent
from app.models import Idea, SmallGroup, SuggestedAction
from app.vocabulary import Source, Step

FIELDS = ("title", "what", "who")
WORDING = (Step.ideas, Step.axis)


def standing_ideas(book: Book, small_group_id: int) -> list[Idea]:
    """A group's ideas that are not dropped, in the order of their letters."""
    return book.all(Idea, small_group_id=small_group_id, dropped=False, order=("number",))


def letter(idea: Idea) -> str:
    """A to Z, then AA, AB …: those that a group has taken away keep theirs."""
    rounds, place = divmod(idea.number - 1, 26)
    return "A" * rounds + chr(ord("A") + place)


def may_write(there: int) -> Refusal | None:
    """A merge may have brought more than the limit; all of them stay."""
    return ideas_full.saying(number=there) if there >= LIMIT.ideas else None


def may_improve(idea: Idea, *, is_voted_on: bool) -> Refusal | None:
    """Refuses if voted on (votes were for these words) or hidden (no writer can see it)."""
    return idea_hidden if idea.hidden else voted_on if is_voted_on else None


def may_drop(*, has_begun: bool) -> Refusal | None:
    """`has_begun`: a vote has been opened, ever."""
    return voted_on if has_begun else None


@done_by(Who.table, "ideas", adds=True, open_in={Step.ideas}, undone_by="ideas/{idea_id}/dropped")
def write(
    act: Act, member: Member, title: DraftedWords, what: DraftedWords, who: DraftedWords
) -> int:
    return put_down(act, member, title, what, who)


def put_down(act: Act, member: Member, title: str, what: str, who: str) -> int:
    """Adds an idea in the group's own words, which may stand on its paper. Returns its id."""
    group_id = _may_add(act, member)
    texts = {
        name: wordings.write(act.book, {member.written_in: said})
        for name, said in cleaned(title, what, who).items()
    }
    return _add(act, group_id, texts, member.source)


@done_by(
    Who.table,
    "suggestions/{suggested_action_id}/developed",
    adds=True,
    open_in={Step.ideas},
    undone_by="ideas/{idea_id}/dropped",
)
def develop(act: Act, member: Member, suggested_action_id: int, title: DraftedWords = "") -> int:
    """Begins an idea from a suggested action, in all its languages, linked to it. Returns its id.

    `title`: in the group's words, and what is done is what was suggested; without it the suggestion
    is the title, if short enough, and what is done is left to the group. If somebody at the table
    has just begun the same idea, both titles are kept.
    """
    suggested = own_row(act, SuggestedAction, suggested_action_id)
    for idea in standing_ideas(act.book, own_table(member)):
        if idea.suggested_action_id == suggested.id:
            return _title_beside(act, member, idea.id, title) if title else idea.id
    group_id = _may_add(act, member)
    words = wordings.said(act.book, suggested.text_id)
    is_asked = not title and any(len(said) > LIMIT.title for said in words.values())
    require(title_missing if is_asked else None)
    if title:
        title_id = wordings.write(act.book, {member.written_in: wordings.line(title, LIMIT.title)})
        what_id = wordings.copied(act.book, suggested.text_id)
    else:
        title_id = wordings.copied(act.book, suggested.text_id)
        what_id = wordings.write(act.book, {})
    texts = {"title": title_id, "what": what_id, "who": wordings.write(act.book, {})}
    return _add(act, group_id, texts, member.source, suggested.id)


def _title_beside(act: Act, member: Member, idea_id: int, title: str) -> int:
    idea, words = to_word(act, member, idea_id), wordings.line(title, LIMIT.title)
    wordings.say_beside(act.book, idea.title_id, member.written_in, words)
    return idea.id


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
    require(may_write(len(standing_ideas(act.book, idea.small_group_id))))
    act.book.change(Idea, {"id": idea.id}, dropped=False)


def _shown_before(act: Act, sent: Sent) -> Back | None:
    idea = act.book.one(Idea, id=sent["idea_id"])
    if idea is None or idea.hidden:
        return None
    return Back(sent, {"number": number_of(act, idea.small_group_id)})


@done_by(
    Who.facilitator,
    "ideas/{idea_id}/hidden",
    after_the_end=True,
    undone_by="ideas/{idea_id}/unhidden",
    back=_shown_before,
    fixed={"hidden": True},
)
@done_by(
    Who.facilitator,
    "ideas/{idea_id}/unhidden",
    after_the_end=True,
    undone_by="ideas/{idea_id}/hidden",
    fixed={"hidden": False},
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
    require(may_write(len(standing_ideas(act.book, group_id))))
    return group_id


def cleaned(title: str, what: str, who: str) -> dict[str, str]:
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


def to_word(act: Act, member: Member, idea_id: int) -> Idea:
    idea = _own(act, member, idea_id, dropped=False)
    is_voted_on = proposals.are_voted_on(act.book, act.meeting_id, [idea])
    require(may_improve(idea, is_voted_on=is_voted_on))
    return idea


def _to_drop(act: Act, member: Member, idea_id: int, *, dropped: bool) -> Idea:
    idea = _own(act, member, idea_id, dropped=dropped)
    require(may_drop(has_begun=proposals.has_rounds(act.book, act.meeting_id)))
    return idea


def _own(act: Act, member: Member, idea_id: int, *, dropped: bool) -> Idea:
    idea = idea_of(act, member, idea_id)
    require(idea_gone if idea.dropped is not dropped else None)
    return idea
