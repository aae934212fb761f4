"""What came out of a meeting, read once: every file and paper of it tells the same, because they tell this."""

from dataclasses import dataclass
from datetime import UTC, datetime

from app.db import Book
from app.live import reading
from app.live.contexts.shared import ActionLine, CardFace, GatheringLine, Said
from app.live.pieces import GroupPiece
from app.live.screens.wording import Speaker, action_lines, gatherings, say, talk_line
from app.method import ideas, survey, voting
from app.method.actions import interest_count
from app.method.preparing.meeting import municipality_of
from app.method.refusals import N_, NotYoursError
from app.method.wordings import said
from app.models import Card, EarlierDecision, Meeting, Person, VoteRound
from app.templating import LOCAL
from app.vocabulary import (
    Background,
    Category,
    Language,
    QuestionKind,
    Reason,
    RoundState,
)

CAVEAT = N_(
    "This is what the people who took part said. It is not to be generalised to a population group, "
    "a municipality or a country, and it tells nobody's opinion in advance."
)


@dataclass(frozen=True)
class Decided:
    """What one small group decided on a card. `reason` stands when it does not know. `line`: of its talk.

    `before_merging`: it became one with a group that had decided otherwise; such a decision is told, not counted.
    """

    group_number: int
    category: Category
    reason: Reason | None
    line: Said | None
    before_merging: bool = False


@dataclass(frozen=True)
class CardOutcome:
    """`not_reached`: the numbers of the groups that did not decide on it; it is another thing than not to know."""

    number: int
    card: CardFace
    decisions: tuple[Decided, ...]
    not_reached: tuple[int, ...]

    def count(self, category: Category) -> int:
        return sum(
            decided.category is category and not decided.before_merging
            for decided in self.decisions
        )


@dataclass(frozen=True)
class IdeaOutcome:
    """`effort`, `impact`: 0…100 where the group has settled. `suggestion`: the residents' words that it began as."""

    group_number: int
    letter: str
    title: Said
    what: Said
    who: Said
    suggestion: Said | None
    effort: int | None
    impact: int | None
    proposed: bool


@dataclass(frozen=True)
class Counted:
    """Votes for one proposal. `title`: None when its words are hidden."""

    group_number: int
    letter: str
    title: Said | None
    votes: int


@dataclass(frozen=True)
class RoundOutcome:
    number: int
    state: RoundState
    votes: int
    proposals: tuple[Counted, ...]


@dataclass(frozen=True)
class Crossed:
    """The levels that people of one background chose."""

    background: Background
    levels: tuple[int, ...]


@dataclass(frozen=True)
class Meant:
    """How many mean to act on an agreed action themselves."""

    title: Said
    people: int


@dataclass(frozen=True)
class QuestionOutcome:
    """`levels`: how many chose each, from the lowest. What is hidden for being few is not here at all."""

    text: Said
    kind: QuestionKind
    answers: int
    too_few: bool
    low: Said | None
    high: Said | None
    levels: tuple[int, ...]
    by_background: tuple[Crossed, ...]
    actions: tuple[Meant, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """`held_on`, `starts`: by the hall's clock, ISO. `people`: how many joined by phone."""

    language: Language
    municipality: Said
    name: Said
    place: Said
    held_on: str
    starts: str
    people: int
    groups: int
    gatherings: tuple[GatheringLine, ...]
    cards: tuple[CardOutcome, ...]
    ideas: tuple[IdeaOutcome, ...]
    rounds: tuple[RoundOutcome, ...]
    actions: tuple[ActionLine, ...]
    survey: tuple[QuestionOutcome, ...]


def read_result(book: Book, meeting_id: int, language: Language) -> Result:
    """The whole outcome in one language; a text that lacks it stands in the meeting's main one."""
    if book.one(Meeting, id=meeting_id, is_rehearsal=False) is None:
        raise NotYoursError
    return _Reader(book, meeting_id, language).result()


class _Reader:
    def __init__(self, book: Book, meeting_id: int, language: Language) -> None:
        self.book = book
        self.piece = reading.meeting(book, meeting_id)
        self.say = Speaker(self.piece, language)
        self.groups = {
            group.id: reading.group(book, meeting_id, group.id) for group in self.piece.groups
        }

    def result(self) -> Result:
        meeting = self.piece.meeting
        starts = datetime.fromtimestamp(meeting.starts_at, UTC).astimezone(LOCAL)
        interests = {one.id: interest_count(self.book, one.id) for one in self.piece.actions}
        return Result(
            language=self.say.language,
            municipality=self._municipality(),
            name=self.say(meeting.name_id),
            place=self.say(meeting.place_id),
            held_on=starts.date().isoformat(),
            starts=starts.strftime("%H:%M"),
            people=self.book.count(Person, meeting_id=meeting.id),
            groups=len(self.piece.live_groups),
            gatherings=gatherings(self.say),
            cards=self._cards(),
            ideas=self._ideas(),
            rounds=self._rounds(),
            actions=action_lines(self.say, interests=interests),
            survey=self._survey(),
        )

    def _municipality(self) -> Said:
        meeting = self.piece.meeting
        name_id = municipality_of(self.book, meeting.id).name_id
        return say(
            {name_id: said(self.book, name_id)}, name_id, self.say.language, meeting.main_language
        )

    def _cards(self) -> tuple[CardOutcome, ...]:
        return tuple(
            self._card(number, card)
            for number, card in enumerate(self.piece.cards.values(), start=1)
        )

    def _card(self, number: int, card: Card) -> CardOutcome:
        groups = [(group.number, self.groups[group.id]) for group in self.piece.live_groups]
        decided = tuple(
            Decided(group_number, one.category, one.reason, talk_line(self.say, group, card.id))
            for group_number, group in groups
            if (one := group.pack.decisions.get(card.id))
        )
        reached = {one.group_number for one in decided}
        missed = tuple(
            number
            for number, group in groups
            if number not in reached and card.id not in group.before
        )
        before = tuple(
            self._before(one, group.id)
            for _, group in groups
            for one in group.before.get(card.id, ())
        )
        return CardOutcome(number, self.say.card(card), decided + before, missed)

    def _before(self, one: EarlierDecision, merged_id: int) -> Decided:
        """The line of the group that was kept stands with what it decides now."""
        group = self.groups[one.small_group_id]
        line = None if group.id == merged_id else talk_line(self.say, group, one.card_id)
        number = self.piece.numbers[group.id]
        return Decided(number, one.category, one.reason, line, before_merging=True)

    def _ideas(self) -> tuple[IdeaOutcome, ...]:
        """Of all groups, by their numbers; what was hidden or dropped is not told."""
        return tuple(
            self._idea(group.number, self.groups[group.id], idea.id)
            for group in self.piece.groups
            for idea in self.groups[group.id].standing
            if not idea.hidden
        )

    def _idea(self, number: int, group: GroupPiece, idea_id: int) -> IdeaOutcome:
        idea = next(one for one in group.ideas if one.id == idea_id)
        suggestions = {one.id: one.text_id for one in self.piece.suggested}
        origin = suggestions.get(idea.suggested_action_id or 0)
        return IdeaOutcome(
            number,
            ideas.letter(idea),
            title=self.say(idea.title_id, group.words),
            what=self.say(idea.what_id, group.words),
            who=self.say(idea.who_id, group.words),
            suggestion=self.say(origin) if origin else None,
            effort=idea.effort,
            impact=idea.impact,
            proposed=idea.id in group.proposed,
        )

    def _rounds(self) -> tuple[RoundOutcome, ...]:
        rounds = self.book.all(VoteRound, meeting_id=self.piece.meeting.id, order=("number",))
        return tuple(self._round(one) for one in rounds if one.state is not RoundState.open)

    def _round(self, vote_round: VoteRound) -> RoundOutcome:
        results = voting.results(self.book, vote_round.id)
        return RoundOutcome(
            vote_round.number,
            vote_round.state,
            votes=sum(result.votes for result in results),
            proposals=tuple(self._counted(result.proposal_id, result.votes) for result in results),
        )

    def _counted(self, proposal_id: int, votes: int) -> Counted:
        proposal = next(one for one in self.piece.proposals if one.id == proposal_id)
        group = self.groups[proposal.small_group_id]
        idea = next(one for one in group.ideas if one.id == proposal.idea_id)
        title = None if idea.hidden else self.say(idea.title_id, group.words)
        number = self.piece.numbers[proposal.small_group_id]
        return Counted(number, ideas.letter(idea), title, votes)

    def _survey(self) -> tuple[QuestionOutcome, ...]:
        return tuple(
            self._question(found) for found in survey.results(self.book, self.piece.meeting.id)
        )

    def _question(self, found: survey.QuestionResult) -> QuestionOutcome:
        asked = found.question
        titles = {one.id: self.say(one.title_id) for one in self.piece.actions}
        return QuestionOutcome(
            text=self.say(asked.text_id),
            kind=asked.kind,
            answers=found.answers,
            too_few=found.too_few,
            low=self.say(asked.low_id) if asked.low_id else None,
            high=self.say(asked.high_id) if asked.high_id else None,
            levels=found.levels.counts if found.levels else (),
            by_background=tuple(Crossed(one, levels.counts) for one, levels in found.by_background),
            actions=tuple(
                Meant(titles[one], count) for one, count in found.actions if one in titles
            ),
            words=found.words,
        )
