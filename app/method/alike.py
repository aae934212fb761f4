"""Proposals that are the same are joined: one stands for all, and every group that proposed keeps its part in it."""

from app.db import Book
from app.method.act import Act
from app.method.refusals import NotYoursError, require, same_proposal, voted_on
from app.models import Proposal, VoteRound


def join(act: Act, kept_id: int, joined_id: int) -> None:
    """`kept` stands for both from now on. What was joined into the other comes along."""
    require(same_proposal if kept_id == joined_id else None)
    kept, joined = _head(act, _own(act, kept_id)), _own(act, joined_id)
    if kept.id in (joined.id, joined.joined_into):
        return
    act.book.change(Proposal, {"joined_into": joined.id}, joined_into=kept.id)
    act.book.change(Proposal, {"id": joined.id}, joined_into=kept.id)
    act.touch_meeting()


def take_apart(act: Act, proposal_id: int) -> None:
    """It stands for itself again; the others stay joined."""
    proposal = _own(act, proposal_id)
    _leave_others(act.book, proposal)
    act.book.change(Proposal, {"id": proposal.id}, joined_into=None)
    act.touch_meeting()


def take_down_idea(act: Act, idea_id: int) -> None:
    """Removes the idea's proposal, if it has one."""
    if proposal := act.book.one(Proposal, idea_id=idea_id):
        take_down(act, proposal)


def take_down(act: Act, proposal: Proposal) -> None:
    """Removes a proposal; those that it stood for stay joined. It stood on everybody's screen."""
    _leave_others(act.book, proposal)
    act.book.remove(Proposal, id=proposal.id)
    act.touch_meeting()


def origins(book: Book, proposal: Proposal) -> set[int]:
    """Ids of all groups that proposed it."""
    joined = book.all(Proposal, joined_into=proposal.id)
    return {proposal.small_group_id, *(one.small_group_id for one in joined)}


def _leave_others(book: Book, proposal: Proposal) -> None:
    """Another one stands for those that this one stood for."""
    others = book.all(Proposal, order=("id",), joined_into=proposal.id)
    if others:
        book.change(Proposal, {"joined_into": proposal.id}, joined_into=others[0].id)
        book.change(Proposal, {"id": others[0].id}, joined_into=None)


def _own(act: Act, proposal_id: int) -> Proposal:
    proposal = act.book.one(Proposal, id=proposal_id, meeting_id=act.meeting_id)
    if proposal is None:
        raise NotYoursError
    require(voted_on if act.book.count(VoteRound, meeting_id=act.meeting_id) else None)
    return proposal


def _head(act: Act, proposal: Proposal) -> Proposal:
    """The one that stands for it; two facilitators may join at once."""
    return act.book.one(Proposal, id=proposal.joined_into) or proposal
