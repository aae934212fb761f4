"""The proposals as they hang on the wall, and what a vote gave each."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from app.frozen import frozen
from app.method import ideas
from app.method.vote_tallies import ToldResult
from app.models import Idea, Proposal
from app.reading.meeting_pieces import MeetingPiece
from app.screens.speaker import Said, Speaker, originals
from app.vocabulary import Shown

ResultByProposal = Mapping[int, ToldResult]
Hung = tuple[Proposal, Idea]


@frozen
class JoinedLine:
    """A proposal joined into another one that says the same. `hidden`: its own words are hidden."""

    id: int
    group_number: int
    letter: str
    title: Said
    hidden: bool = False

    @property
    def mark(self) -> tuple[int, str]:
        return self.group_number, self.letter


@frozen
class ProposalLine:
    """A proposal as everybody may see it, on the wall too. `letter`: the idea's mark within its
    group.

    `place`: by votes, once they are counted. `votes`: None where so few voted that only the order
    is told; `hands`: how many of them were raised hands. `hidden`: only the console has its words.
    """

    id: int
    idea_id: int
    group_number: int
    letter: str
    title: Said
    what: Said
    who: Said
    spotlit: bool = False
    place: int | None = None
    votes: int | None = None
    hands: int = 0
    tied: bool = False
    joined: tuple[JoinedLine, ...] = ()
    hidden: bool = False

    @property
    def originals(self) -> tuple[Said, ...]:
        return originals(self.title, self.what, self.who)


AnyLine = TypeVar("AnyLine", bound=ProposalLine)


def proposals(piece: MeetingPiece) -> list[Hung]:
    """What hangs on the wall, by group and letter, with the idea whose words it has; see `face`."""

    def make() -> list[Hung]:
        shown = [(row, idea) for row in _heads(piece) if (idea := face(piece, row))]
        return sorted(shown, key=lambda both: _place(piece, both[1]))

    return piece.later().once("hung", make)


def hidden(piece: MeetingPiece) -> list[Hung]:
    """Proposals whose words are hidden, so that they do not hang there; by group and letter."""

    def make() -> list[Hung]:
        hung = [(row, piece.proposed[row.idea_id]) for row in _heads(piece)]
        not_shown = [(row, idea) for row, idea in hung if not face(piece, row)]
        return sorted(not_shown, key=lambda both: _place(piece, both[1]))

    return piece.later().once("hidden", make)


def seen_by(piece: MeetingPiece, groups: Collection[int]) -> list[Hung]:
    """What hangs on the wall, as people of these groups see it: with their own hidden proposals, so
    that a line tells them what is hidden.
    """
    theirs = [both for both in hidden(piece) if piece.origins(both[0].id) & {*groups}]
    return sorted([*proposals(piece), *theirs], key=lambda both: _place(piece, both[1]))


def results(piece: MeetingPiece, counted: ResultByProposal) -> list[Hung]:
    """What a round has counted, with proposals hidden since then: votes were given for them."""
    rows = [row for row in piece.proposals if row.id in counted]
    hung = [(row, face(piece, row) or piece.proposed[row.idea_id]) for row in rows]
    return sorted(hung, key=lambda both: _place(piece, both[1]))


def face(piece: MeetingPiece, proposal: Proposal) -> Idea | None:
    """The idea whose words the proposal shows: its own, or while that is hidden, the first visible
    one of the proposals joined into it. None: all of them are hidden.
    """
    ideas_of = [piece.proposed.get(row.idea_id) for row in _all_of(piece, proposal)]
    return next((idea for idea in ideas_of if idea and not idea.hidden and not idea.dropped), None)


def _heads(piece: MeetingPiece) -> list[Proposal]:
    return [row for row in piece.proposals if row.joined_into is None]


def _all_of(piece: MeetingPiece, proposal: Proposal) -> list[Proposal]:
    """The proposal, then those joined into it, by group and letter."""
    joined = [row for row in piece.proposals if row.joined_into == proposal.id]
    return [proposal, *sorted(joined, key=lambda row: _place(piece, piece.proposed[row.idea_id]))]


def _place(piece: MeetingPiece, idea: Idea) -> tuple[int, int]:
    return piece.numbers.get(idea.small_group_id, 0), idea.number


def proposal_line(
    speaker: Speaker,
    proposal: Proposal,
    idea: Idea,
    *,
    counted: ResultByProposal | None = None,
) -> ProposalLine:
    """`counted`: the results of a round; without it, those of the newest."""
    if counted is not None or speaker.says_hidden:
        return _line(speaker, proposal, idea, speaker.piece.counted if counted is None else counted)
    return speaker.piece.later().once(
        ("line", speaker.language, speaker.reads, proposal.id, idea.id),
        lambda: _line(speaker, proposal, idea, speaker.piece.counted),
    )


def _line(
    speaker: Speaker, proposal: Proposal, idea: Idea, counted: ResultByProposal
) -> ProposalLine:
    piece = speaker.piece
    result = counted.get(proposal.id)
    return ProposalLine(
        id=proposal.id,
        idea_id=idea.id,
        group_number=piece.numbers.get(idea.small_group_id, 0),
        letter=ideas.letter(idea),
        title=speaker(idea.title_id, piece.proposed_words),
        what=speaker(idea.what_id, piece.proposed_words),
        who=speaker(idea.who_id, piece.proposed_words),
        spotlit=piece.is_shown(Shown.spotlight, idea.id) and not idea.hidden,
        place=result.place if result else None,
        votes=result.votes if result else None,
        hands=result.hands if result else 0,
        joined=_joined(speaker, proposal, idea),
        tied=_is_tied(counted, result),
        hidden=idea.hidden,
    )


def _joined(speaker: Speaker, proposal: Proposal, shown: Idea) -> tuple[JoinedLine, ...]:
    """All proposals that it stands for, except the one whose words it shows."""
    piece = speaker.piece
    others = [(row, piece.proposed[row.idea_id]) for row in _all_of(piece, proposal)]
    return tuple(
        JoinedLine(
            row.id,
            piece.numbers[row.small_group_id],
            ideas.letter(idea),
            speaker(idea.title_id, piece.proposed_words),
            hidden=idea.hidden,
        )
        for row, idea in others
        if idea.id != shown.id
    )


def by_votes(lines: list[AnyLine]) -> tuple[AnyLine, ...]:
    """Most votes first once they are counted; before that, the order on the wall."""
    return tuple(sorted(lines, key=lambda line: line.place or 0))


def is_tie(counted: ResultByProposal) -> bool:
    """Whether the most votes went to more than one proposal."""
    first = [result for result in counted.values() if result.place == 1]
    return len(first) > 1 and first[0].votes != 0


def is_order_alone(counted: ResultByProposal) -> bool:
    """True where so few voted that only the order is told, not the number of votes for each."""
    return any(result.votes is None for result in counted.values())


def _is_tied(counted: ResultByProposal, told: ToldResult | None) -> bool:
    alike = [result for result in counted.values() if told and result.place == told.place]
    return len(alike) > 1 and alike[0].votes != 0
