"""Reads the pieces from the book, in a number of statements that does not grow with the hall.

No piece has a word of a hidden idea, so no screen, file or paper that is made of pieces can show
one.
"""

from collections import Counter
from dataclasses import replace
from functools import cache, partial
from typing import Any

from sqlalchemy import bindparam, select as columns, union_all
from sqlmodel import col, select

from app.db import Book
from app.method import (
    agreement,
    axis,
    interpreting,
    phone_network,
    sorting,
    survey,
    vote_electorate,
    vote_tallies,
)
from app.method.people import calls, merging
from app.method.people.belonging import sources
from app.method.sorting_pack import pack_of
from app.method.text_columns import OF_ACTIONS, OF_IDEAS, OF_MEETING, OF_ROUND, OF_TALK, TextColumns
from app.method.wordings import WordsById
from app.models import (
    BecameOf,
    Card,
    Decision,
    Device,
    Gathering,
    Idea,
    KeyResult,
    Meeting,
    Membership,
    Person,
    PopulationGroup,
    PreparedOwner,
    Principle,
    ProgrammeRow,
    Proposal,
    Reveal,
    Seat,
    SlideNote,
    SmallGroup,
    SuggestedAction,
    SurveyQuestion,
    VoteRound,
    Wording,
)
from app.reading.group_pieces import GroupPiece, GroupWorkPiece
from app.reading.meeting_pieces import (
    MeetingPiece,
    NumberedGroup,
    PreparedPiece,
    ProposalsPiece,
    RoundPiece,
    Wordings,
)
from app.reading.members import MEMBER, member_of
from app.vocabulary import Call, Standing, WordingSource


def _texts(held: TextColumns, name: str) -> list[Any]:
    """Selects the current wordings of the texts in these columns. `name`: of the parameter for
    their owner.
    """
    return [
        select(Wording.text_id, Wording.language, Wording.words, Wording.source)
        .join(owner.class_, column == col(Wording.text_id))
        .where(owner == bindparam(name), col(Wording.standing) == Standing.current.value)
        for column, owner in held
    ]


_MEETING_TEXTS = union_all(*_texts(OF_MEETING, "meeting_id"), *_texts(OF_ROUND, "round_id"))


def _of_ideas(standing: Standing, *, hidden: bool) -> list[Any]:
    """Selects the wordings of ideas, one statement for each field."""
    return [
        select(Wording.text_id, Wording.language, Wording.words, Wording.source)
        .join(Idea, column == col(Wording.text_id))
        .where(col(Wording.standing) == standing.value, col(Idea.hidden).is_(hidden))
        for column, _ in OF_IDEAS
    ]


_TALK_TEXTS = union_all(*_texts(OF_TALK, "small_group_id"))
_GROUP_TEXTS = union_all(
    *(
        of_field.where(col(Idea.small_group_id) == bindparam("small_group_id"))
        for of_field in _of_ideas(Standing.current, hidden=False)
    ),
)
_PROPOSED_TEXTS = union_all(
    *_texts(OF_ACTIONS, "meeting_id"),
    *(
        of_field.join(Proposal, col(Proposal.idea_id) == col(Idea.id)).where(
            col(Proposal.meeting_id) == bindparam("meeting_id")
        )
        for of_field in _of_ideas(Standing.current, hidden=False)
    ),
)
_HIDDEN_TEXTS = union_all(
    *(
        of_field.join(SmallGroup, col(SmallGroup.id) == col(Idea.small_group_id)).where(
            col(SmallGroup.meeting_id) == bindparam("meeting_id")
        )
        for of_field in _of_ideas(Standing.current, hidden=True)
    )
)
_PROPOSED = (
    select(Idea.id)
    .join(Proposal, col(Proposal.idea_id) == col(Idea.id))
    .where(col(Proposal.meeting_id) == bindparam("meeting_id"))
)
_BESIDE = union_all(
    *(
        of_field.with_only_columns(col(Wording.id)).where(
            col(Idea.small_group_id) == bindparam("small_group_id")
        )
        for of_field in _of_ideas(Standing.beside, hidden=False)
    )
)
_MEMBERS = (
    columns(*MEMBER)
    .join(Membership, col(Membership.person_id) == col(Person.id))
    .join(Seat, col(Seat.person_id) == col(Person.id))
    .join(Device, col(Device.id) == col(Seat.device_id))
    .where(
        col(Membership.small_group_id) == bindparam("small_group_id"),
        col(Membership.until).is_(None),
    )
    .order_by(col(Person.id))
)
_LANGUAGES = (
    columns(col(Person.id), col(Person.language), col(Person.reads))
    .join(Membership, col(Membership.person_id) == col(Person.id))
    .join(Seat, col(Seat.person_id) == col(Person.id))
    .where(
        col(Membership.small_group_id) == bindparam("small_group_id"),
        col(Membership.until).is_(None),
    )
)


def _words(book: Book, statement: Any, **owner: int) -> WordsById:
    words: dict[int, Wordings] = {}
    for row in book.rows(statement, **owner):
        said = words.setdefault(row.text_id, Wordings())
        said[row.language] = row.words
        if row.source == WordingSource.interpreted:
            said.interpreted |= {row.language}
    return words


def meeting(book: Book, meeting_id: int) -> MeetingPiece:
    """Reads the whole meeting, for papers and pages that are read once."""
    return MeetingPiece.of(prepared(book, meeting_id), cache(partial(proposals, book, meeting_id)))


def prepared(book: Book, meeting_id: int) -> PreparedPiece:
    meeting = _meeting(book, meeting_id)
    numbered: dict[str, Any] = {"meeting_id": meeting_id}
    of_round: dict[str, Any] = {"round_id": meeting.round_id}
    return PreparedPiece(
        meeting=meeting,
        reached=phone_network.reached(book, meeting_id),
        **_programme(book, meeting_id),
        words=_words(book, _MEETING_TEXTS, **numbered, **of_round),
        population_groups={
            group.id: group for group in book.all(PopulationGroup, order=("position",), **of_round)
        },
        # Those that are only planned are shown to the coordinator only.
        gatherings=[
            held
            for held in book.all(Gathering, order=("position",), **of_round)
            if held.participants
        ],
        results=book.all(KeyResult, order=("position",), **of_round),
        notes={note.theme: note.text_id for note in book.all(SlideNote, **of_round)},
        cards={card.id: card for card in book.all(Card, order=("position",), **numbered)},
        suggested=book.all(SuggestedAction, order=("position",), **numbered),
        principles=book.all(Principle, order=("position",), **numbered),
        became=book.all(BecameOf, order=("position",), **numbered),
        owners=book.all(PreparedOwner, order=("position",), **numbered),
        questions=book.all(SurveyQuestion, order=("position",), **numbered),
        followed=interpreting.followed(book, meeting_id),
        survey=survey.newest(book, meeting_id),
        groups=[
            NumberedGroup(group.id, group.number, group.dissolved, group.merged_into)
            for group in book.all(SmallGroup, order=("number",), **numbered)
        ],
        merges=merging.standing_merges(book, meeting_id),
    )


def as_it_goes(book: Book, prepared: PreparedPiece) -> PreparedPiece:
    """Returns the same piece, with the programme as it stands now."""
    meeting_id = prepared.meeting.id
    return replace(prepared, meeting=_meeting(book, meeting_id), **_programme(book, meeting_id))


def _meeting(book: Book, meeting_id: int) -> Meeting:
    """Raises LookupError where there is none."""
    meeting = book.one(Meeting, id=meeting_id)
    if meeting is None:
        raise LookupError(meeting_id)
    return meeting


def _programme(book: Book, meeting_id: int) -> dict[str, Any]:
    return {
        "rows": book.all(ProgrammeRow, order=("position",), meeting_id=meeting_id),
        "shown": {row.what: row.subject for row in book.all(Reveal, meeting_id=meeting_id)},
    }


def proposals(book: Book, meeting_id: int) -> ProposalsPiece:
    proposals = book.all(Proposal, meeting_id=meeting_id)
    proposed = [book.one(Idea, id=row.id) for row in book.rows(_PROPOSED, meeting_id=meeting_id)]
    return ProposalsPiece(
        words=_words(book, _PROPOSED_TEXTS, meeting_id=meeting_id),
        proposals=proposals,
        sources=sources(book, meeting_id, proposals),
        proposed={idea.id: idea for idea in proposed if idea},
        votable=frozenset(vote_electorate.votable(book, meeting_id)),
        rounds=[
            _round(book, vote_round)
            for vote_round in book.all(VoteRound, order=("number",), meeting_id=meeting_id)
        ],
        actions=agreement.standing_actions(book, meeting_id),
        dropped_actions=agreement.taken_away(book, meeting_id),
    )


def _round(book: Book, vote_round: VoteRound) -> RoundPiece:
    counted, turnout = vote_tallies.results(book, vote_round.id), vote_tallies.turnout(vote_round)
    votes = sum(result.votes for result in counted)
    return RoundPiece(vote_round, vote_tallies.told_results(counted, turnout), votes, turnout)


def group(book: Book, meeting_id: int, group_id: int) -> GroupPiece:
    small_group = book.one(SmallGroup, id=group_id)
    decisions = book.all(Decision, small_group_id=group_id)
    return GroupPiece(
        id=group_id,
        members=[member_of(row) for row in book.rows(_MEMBERS, small_group_id=group_id)],
        headcount=small_group.headcount if small_group else None,
        cards=book.count(Card, meeting_id=meeting_id),
        decisions={decision.card_id: decision for decision in decisions},
        ideas=book.all(Idea, small_group_id=group_id, order=("number",)),
        words=_words(book, _GROUP_TEXTS, small_group_id=group_id),
        proposed=frozenset(row.idea_id for row in book.all(Proposal, small_group_id=group_id)),
        before=merging.decided_before(book, meeting_id, group_id),
        languages=Counter(
            row.reads or row.language for row in book.rows(_LANGUAGES, small_group_id=group_id)
        ),
    )


def group_work(book: Book, meeting_id: int, group_id: int) -> GroupWorkPiece:
    written = book.all(Idea, small_group_id=group_id)
    return GroupWorkPiece(
        pack=pack_of(book, meeting_id, group_id),
        lines=sorting.lines_of(book, group_id),
        words=_words(book, _TALK_TEXTS, small_group_id=group_id),
        beside=_beside(book, group_id),
        placements={idea.id: axis.placements(book, idea.id) for idea in written},
        spreads=axis.spreads(book, written),
        hand=Call.hand in calls.standing_calls(book, group_id),
    )


def hidden_words(book: Book, meeting_id: int) -> WordsById:
    """The words that are hidden, for the console alone."""
    return _words(book, _HIDDEN_TEXTS, meeting_id=meeting_id)


def _beside(book: Book, group_id: int) -> dict[int, list[Wording]]:
    by_text: dict[int, list[Wording]] = {}
    for row in book.rows(_BESIDE, small_group_id=group_id):
        if wording := book.one(Wording, id=row.id):
            by_text.setdefault(wording.text_id, []).append(wording)
    return by_text
