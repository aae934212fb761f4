"""Proposals: ideas that a group puts up for all. Equal ones are joined: one of them stands for all.

Every group that proposed keeps its part in the joined proposal. Once a vote has opened, proposals
cannot be changed.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Annotated, Any

from app.db import Book
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act, Member
from app.method.declaring import ITSELF, done_by
from app.method.doers import Who
from app.method.refusals import (
    NotYoursError,
    Refusal,
    not_settled,
    proposals_full,
    require,
    said_already,
    same_proposal,
    voted_on,
)
from app.method.rules import has_axis, meeting_of, own_idea, own_row
from app.method.sent import Between, GivenBackWords
from app.method.text_columns import OF_IDEAS
from app.method.undoing import Back, Sent
from app.models import Idea, LastAct, Meeting, ProgrammeRow, Proposal, ProposalAnswer, VoteRound
from app.vocabulary import Language, Step, WordingSource

APART = "proposals/{proposal_id}/apart"
HUNG = (Step.proposals, Step.vote)
# If the axis is left out, a group chooses in the step in which it writes its ideas.
WITHOUT_AXIS = (Step.axis, Step.ideas)


def may_propose(idea: Idea, proposed: int, most: int, *, placed_first: bool) -> Refusal | None:
    """`proposed`: how many other ideas of the group use up the limit `most` of the meeting.

    `placed_first`: the programme has the axis, where a group settles an idea before it proposes it.
    """
    if placed_first and idea.effort is None:
        return not_settled
    return proposals_full.saying(limit=most) if proposed >= most else None


def using_up(others: int, most: int) -> int:
    """How many of the group's other visible proposals (`others`) use up the limit `most`.

    If the limit is one, the earlier proposal is replaced, so it does not count. After a merge a
    group may have more than the limit; all of them stay.
    """
    return 0 if most == 1 and others == 1 else others


def placed_first(act: Act) -> bool:
    return has_axis(act.book.all(ProgrammeRow, meeting_id=act.meeting_id))


@done_by(
    Who.table,
    "ideas/{idea_id}/proposed",
    open_in={Step.axis, Step.proposals},
    instead=WITHOUT_AXIS,
    undone_by="ideas/{idea_id}/withdrawn",
)
def propose(act: Act, member: Member, idea_id: int) -> None:
    """Puts an idea up for all. If the limit is one, it replaces the group's earlier proposal. If
    hidden proposals use up the limit, as many of them as needed are taken down.
    """
    put_up(act, own_idea(act, member, idea_id))


def put_up(act: Act, idea: Idea) -> None:
    require(voted_on if has_rounds(act.book, act.meeting_id) else None)
    proposed = act.book.all(Proposal, small_group_id=idea.small_group_id)
    if idea.id in {row.idea_id for row in proposed}:
        return
    most = meeting_of(act.book, act.meeting_id).proposals_a_group
    hidden = [row for row in proposed if _is_hidden(act.book, row)]
    shown = [row for row in proposed if row not in hidden]
    in_the_way = using_up(len(shown), most)
    require(may_propose(idea, in_the_way, most, placed_first=placed_first(act)))
    replaced = [] if in_the_way else shown
    too_many = max(0, len(proposed) - len(replaced) + 1 - most)
    for row in (*replaced, *hidden[:too_many]):
        take_down(act, row)
    act.book.add(
        Proposal(meeting_id=act.meeting_id, idea_id=idea.id, small_group_id=idea.small_group_id)
    )


@done_by(
    Who.table,
    "ideas/{idea_id}/withdrawn",
    open_in={Step.axis, Step.proposals},
    instead=WITHOUT_AXIS,
    undone_by="ideas/{idea_id}/proposed",
)
def withdraw(act: Act, member: Member, idea_id: int) -> None:
    idea = own_idea(act, member, idea_id)
    require(voted_on if has_rounds(act.book, act.meeting_id) else None)
    take_down_idea(act, idea.id)


@done_by(Who.facilitator, "settings", open_in={Step.axis}, instead=WITHOUT_AXIS, undone_by=ITSELF)
def let_propose(act: Act, proposals_a_group: Annotated[int, Between(1, LIMIT.ideas)]) -> None:
    """Sets how many ideas a group may propose. Existing proposals stay."""
    act.book.change(Meeting, {"id": act.meeting_id}, proposals_a_group=proposals_a_group)


def _parting(act: Act, sent: Sent) -> Callable[[], Back | None] | None:
    """Undoing keeps those joined with it before, and puts it back under its former one."""
    joined = act.book.one(Proposal, id=sent["joined_id"])
    if joined is None:
        return None
    along = [other.id for other in act.book.all(Proposal, joined_into=joined.id)]

    def back() -> Back | None:
        now = act.book.one(Proposal, id=joined.id)
        if now is None or now.joined_into == joined.joined_into:
            return None
        said = {"under": now.joined_into}
        if joined.joined_into:
            return Back({"proposal_id": joined.id, "under_id": joined.joined_into}, said)
        # It stood alone, so whatever was listed of it has been parted in another way.
        path = APART.format(proposal_id=joined.id)
        act.book.remove(LastAct, meeting_id=act.meeting_id, undo_path=path)
        with_it = {"joined_id": along} if along else {}
        return Back({"proposal_id": joined.id, **with_it}, said)

    return back


@done_by(
    Who.facilitator,
    "proposals/joined",
    about=("joined_id",),
    open_in=HUNG,
    undone_by=APART,
    back=_parting,
)
def join(act: Act, kept_id: int, joined_id: int) -> None:
    """From now on `kept` stands for both, and for all that were joined into the other one."""
    require(same_proposal if kept_id == joined_id else None)
    kept, joined = _head(act, _own(act, kept_id)), _own(act, joined_id)
    if kept.id in (joined.id, joined.joined_into):
        return
    act.book.change(Proposal, {"joined_into": joined.id}, joined_into=kept.id)
    act.book.change(Proposal, {"id": joined.id}, joined_into=kept.id)


@done_by(
    Who.facilitator,
    "proposals/said",
    about=("proposal_id", "language"),
    open_in=HUNG,
    final="Somebody may vote by these words. Where the group writes its own anew, they go.",
)
def say_too(
    act: Act,
    proposal_id: int,
    language: Language,
    title: GivenBackWords,
    what: GivenBackWords,
    who: GivenBackWords,
) -> None:
    """Adds a language that the proposal lacks, even during a vote. Changes no existing words."""
    proposal = act.book.one(Proposal, id=proposal_id, meeting_id=act.meeting_id)
    idea = act.book.one(Idea, id=proposal.idea_id) if proposal else None
    if idea is None:
        raise NotYoursError
    require(said_already if language in wordings.said(act.book, idea.title_id) else None)
    for text_id, words in (
        (idea.title_id, wordings.line(title, LIMIT.title)),
        (idea.what_id, wordings.text(what, may_be_empty=True)),
        (idea.who_id, wordings.text(who, may_be_empty=True)),
    ):
        if language not in wordings.said(act.book, text_id):
            wordings.say(act.book, text_id, language, words, WordingSource.said)


@done_by(Who.facilitator, APART, open_in=HUNG, undone_by="proposals/joined")
def take_apart(
    act: Act, proposal_id: int, joined_id: tuple[int, ...] = (), under_id: int | None = None
) -> None:
    """Parts a proposal from those it is joined with; it keeps those of `joined_id` under it.

    The others stay joined. With `under_id` it is joined to that proposal instead, if it still
    exists.
    """
    proposal = _own(act, proposal_id)
    head = _head(act, proposal)
    together = [head, *act.book.all(Proposal, order=("id",), joined_into=head.id)]
    others = [other for other in together if other.id != proposal.id]
    _let_stand(act.book, proposal, [other for other in others if other.id in joined_id])
    if left := [other for other in others if other.id not in joined_id]:
        _let_stand(act.book, left[0], left[1:])
    if under_id and act.book.count(Proposal, id=under_id, meeting_id=act.meeting_id):
        join(act, under_id, proposal.id)


def take_down_idea(act: Act, idea_id: int) -> None:
    """Removes the idea's proposal, if it has one."""
    if proposal := act.book.one(Proposal, idea_id=idea_id):
        take_down(act, proposal)


def take_down(act: Act, proposal: Proposal) -> None:
    """Removes a proposal and the municipality's answer. Those it stood for stay joined."""
    _leave_others(act.book, proposal)
    if answered := act.book.one(ProposalAnswer, proposal_id=proposal.id):
        act.book.remove(ProposalAnswer, proposal_id=proposal.id)
        wordings.remove(act.book, answered.because_id)
    act.book.remove(Proposal, id=proposal.id)


def _leave_others(book: Book, proposal: Proposal) -> None:
    """Lets another proposal stand for those that this one stood for."""
    if others := book.all(Proposal, order=("id",), joined_into=proposal.id):
        _let_stand(book, others[0], others[1:])


def _let_stand(book: Book, head: Proposal, others: Iterable[Proposal]) -> None:
    book.change(Proposal, {"id": head.id}, joined_into=None)
    for other in others:
        book.change(Proposal, {"id": other.id}, joined_into=head.id)


def _own(act: Act, proposal_id: int) -> Proposal:
    proposal = own_row(act, Proposal, proposal_id)
    require(voted_on if act.book.count(VoteRound, meeting_id=act.meeting_id) else None)
    return proposal


def _head(act: Act, proposal: Proposal) -> Proposal:
    """The proposal that stands for it: two facilitators may join at the same time."""
    return act.book.one(Proposal, id=proposal.joined_into) or proposal


def _is_hidden(book: Book, proposal: Proposal) -> bool:
    return book.count(Idea, id=proposal.idea_id, hidden=True) > 0


def is_voted_on(idea_id: int, proposed: Collection[int], *, has_begun: bool) -> bool:
    """Whether people may have voted by the idea's words. `has_begun`: a vote was ever opened."""
    return has_begun and idea_id in proposed


def are_voted_on(book: Book, meeting_id: int, ideas: Iterable[Idea]) -> bool:
    """Whether that is true of any of these ideas, as stored now."""
    proposed = {row.idea_id for row in book.all(Proposal, meeting_id=meeting_id)}
    has_begun = has_rounds(book, meeting_id)
    return any(is_voted_on(idea.id, proposed, has_begun=has_begun) for idea in ideas)


def is_proposed(book: Book, idea_id: int) -> bool:
    return book.count(Proposal, idea_id=idea_id) > 0


def with_text(book: Book, text_id: int) -> list[Idea]:
    """The ideas that have this text as title, what or who."""
    held: list[dict[str, Any]] = [{column.key: text_id} for column, _ in OF_IDEAS]
    return [idea for place in held for idea in book.all(Idea, **place)]


def has_rounds(book: Book, meeting_id: int) -> bool:
    """Whether a vote was ever opened, as stored now."""
    return book.count(VoteRound, meeting_id=meeting_id) > 0
