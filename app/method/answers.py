"""The municipality's answer to every proposal of the evening, agreed on or not."""

from collections.abc import Mapping

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing.translations import new_text, reword
from app.method.refusals import Refusal
from app.method.rules import own_row
from app.method.wordings import Words
from app.models import Proposal, ProposalAnswer
from app.vocabulary import N_, MunicipalAnswer

answer_missing = Refusal("answer_missing", N_("Choose first what the answer is: yes, later or no."))

_OF_MEETING = (
    select(ProposalAnswer)
    .join(Proposal, col(Proposal.id) == col(ProposalAnswer.proposal_id))
    .where(col(Proposal.meeting_id) == bindparam("meeting_id"))
)


def answer(act: Act, proposal_id: int, said: MunicipalAnswer, because: Words) -> None:
    """Answers a proposal, or changes the answer."""
    own_row(act, Proposal, proposal_id)
    given = act.book.one(ProposalAnswer, proposal_id=proposal_id)
    if given is None:
        because_id = new_text(act, because, LIMIT.text, may_be_empty=True)
        act.book.add(ProposalAnswer(proposal_id=proposal_id, answer=said, because_id=because_id))
        return
    reword(act, given.because_id, because, LIMIT.text, may_be_empty=True)
    act.book.change(ProposalAnswer, {"proposal_id": proposal_id}, answer=said)


def answers(book: Book, meeting_id: int) -> Mapping[int, ProposalAnswer]:
    """Answers by proposal."""
    rows = book.rows(_OF_MEETING, meeting_id=meeting_id)
    return {row.proposal_id: row for row in rows}
