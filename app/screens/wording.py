"""From stored pieces to the values that several screens show."""

from datetime import UTC, datetime, timedelta
from typing import Any

from app.method.act import Member
from app.method.results import theme_of
from app.method.sorting import Pack
from app.method.wordings import chosen
from app.models import AgreedAction, Card, SurveyQuestion
from app.reading.pieces import GroupPiece, MeetingPiece, Words
from app.reading.snapshot import Snapshot
from app.screens.contexts.shared import (
    ActionLine,
    CardFace,
    Clock,
    Deadline,
    DecidedBefore,
    DecidedCard,
    GatheringLine,
    Pair,
    PictureCard,
    Point,
    ResultColumn,
    Said,
    Spread,
)
from app.templating import LOCAL
from app.vocabulary import FEWEST_TO_SPREAD, Category, Language, Reason, RoundState, Shown, Theme


def say(words: Words, text_id: int, language: Language, main: Language) -> Said:
    spoken, said = chosen(words.get(text_id, {}), language, main)
    # The pseudo language has no texts of its own; what it shows instead is not foreign to anybody.
    return Said(said, spoken, foreign=bool(said) and spoken is not language)


class Speaker:
    """Says the meeting's texts in one language. `hidden`: what else the console says."""

    def __init__(
        self, piece: MeetingPiece, language: Language, hidden: Words | None = None
    ) -> None:
        self.piece = piece
        self.language = language
        self._hidden = hidden or {}
        self._main = piece.meeting.main_language

    def __call__(self, text_id: int, words: Words | None = None) -> Said:
        if text_id in self._hidden:
            words = self._hidden
        return say(words or self.piece.words, text_id, self.language, self._main)

    def population_group(self, group_id: int) -> Said:
        return self(self.piece.population_groups[group_id].name_id)

    def card(self, card: Card) -> CardFace:
        return CardFace(
            card.id,
            self(card.text_id),
            self.population_group(card.population_group_id),
            card.theme,
            card.heavy,
        )


def pair(piece: MeetingPiece, text_id: int) -> Pair:
    """A text in the wall's languages; the second only where it says something of its own."""
    meeting = piece.meeting
    first = say(piece.words, text_id, meeting.main_language, meeting.main_language)
    if meeting.second_language is None:
        return Pair(first)
    second = say(piece.words, text_id, meeting.second_language, meeting.main_language)
    return Pair(first, None if second.foreign or not second.words else second)


def clock(piece: MeetingPiece) -> Clock:
    return Clock(piece.meeting.clock_until, piece.row.minutes if piece.row else 0)


def pace(piece: MeetingPiece) -> int | None:
    """Seconds for a card by the plan. Nothing of it is told where no clock runs: then there is time."""
    planned = piece.row.minutes * 60 if piece.row and piece.meeting.clock_until else 0
    return planned // len(piece.cards) if planned and piece.cards else None


def survey_until(piece: MeetingPiece) -> Deadline | None:
    """The set time until which the survey is open; None: it closes with the meeting."""
    until = piece.survey.until
    if until is None:
        return None
    day = datetime.fromtimestamp(until, UTC).astimezone(LOCAL).date()
    return Deadline(day.isoformat(), until, piece.survey.state is not RoundState.open)


def asked(piece: MeetingPiece) -> list[SurveyQuestion]:
    """The survey's questions, until it has closed."""
    return [] if piece.survey.state is RoundState.closed else piece.questions


def survey_offer(piece: MeetingPiece) -> tuple[str, str]:
    """The day and the clock until when the survey may stay open: as set, else noon of the next day."""
    until = piece.survey.until
    if until is not None:
        at = datetime.fromtimestamp(until, UTC).astimezone(LOCAL)
        return at.date().isoformat(), at.strftime("%H:%M")
    evening = datetime.fromtimestamp(piece.meeting.starts_at, UTC).astimezone(LOCAL)
    return (evening.date() + timedelta(days=1)).isoformat(), "12:00"


def theme_shown(piece: MeetingPiece) -> Theme:
    return theme_of(piece.shown.get(Shown.theme))


def gatherings(speaker: Speaker) -> tuple[GatheringLine, ...]:
    return tuple(
        GatheringLine(
            speaker.population_group(gathering.population_group_id),
            gathering.held_on,
            speaker(gathering.place_id),
            speaker(gathering.language_id),
            speaker(gathering.how_id),
            gathering.participants,
        )
        for gathering in speaker.piece.gatherings
    )


def columns(speaker: Speaker, theme: Theme) -> tuple[ResultColumn, ...]:
    """Groups side by side inside a theme; a group that said nothing about it has no column."""
    found: dict[int, list[Said]] = {}
    for result in speaker.piece.results:
        if result.theme is theme:
            found.setdefault(result.population_group_id, []).append(speaker(result.text_id))
    return tuple(
        ResultColumn(speaker.population_group(group_id), tuple(found[group_id]))
        for group_id in speaker.piece.population_groups
        if group_id in found
    )


def decided(speaker: Speaker, snapshot: Snapshot, group_id: int) -> tuple[DecidedCard, ...]:
    cards, group = speaker.piece.cards, snapshot.group(group_id)
    return tuple(
        DecidedCard(
            speaker.card(cards[card_id]),
            decision.category,
            decision.reason,
            line=talk_line(speaker, group, card_id),
            revision=group.pack.lines[card_id].revision if card_id in group.pack.lines else 0,
        )
        for card_id in cards
        if (decision := group.pack.decisions.get(card_id))
    )


def talk_line(speaker: Speaker, group: GroupPiece, card_id: int) -> Said | None:
    """What the group kept of its talk about a card: for the table itself, and for the papers."""
    line = group.pack.lines.get(card_id)
    return speaker(line.text_id, group.words) if line else None


def panes(pack: Pack) -> tuple[str, ...]:
    """One word a card, in the group's order."""
    words = dict.fromkeys(pack.decisions, "done") | {pack.current: "now"}
    return tuple(words.get(card_id, "later") for card_id in pack.order)


def spread(group: GroupPiece) -> Spread:
    """How the members lean on the group's card; of fewer than three nothing."""
    leans = list(group.leanings.values())
    if len(leans) < FEWEST_TO_SPREAD:
        return Spread(too_few=True)
    return Spread(
        leans.count(Category.more), leans.count(Category.dunno), leans.count(Category.less)
    )


def decided_before(
    piece: MeetingPiece, group: GroupPiece, card_id: int | None
) -> tuple[DecidedBefore, ...]:
    """What those who are one group now had decided on the card, where they differed."""
    return tuple(
        DecidedBefore(piece.numbers[one.small_group_id], one.category, one.reason)
        for one in group.before.get(card_id or 0, ())
    )


def picture(speaker: Speaker, snapshot: Snapshot) -> tuple[PictureCard, ...]:
    """Every card by what the groups decided, from most wanted to least; by groups, never by person."""
    packs = [snapshot.group(group.id).pack for group in speaker.piece.live_groups]
    drawn = []
    for card in speaker.piece.cards.values():
        found = [pack.decisions[card.id] for pack in packs if card.id in pack.decisions]
        categories = [decision.category for decision in found]
        reasons = [decision.reason for decision in found]
        drawn.append(
            PictureCard(
                speaker.card(card),
                categories.count(Category.more),
                categories.count(Category.dunno),
                categories.count(Category.less),
                reasons.count(Reason.differ),
                reasons.count(Reason.neither),
                not_reached=len(packs) - len(found),
            )
        )
    return tuple(sorted(drawn, key=lambda line: (line.less - line.more, line.dunno, line.less)))


def action_lines(
    speaker: Speaker,
    *,
    mine: frozenset[int] = frozenset(),
    contacts: frozenset[int] = frozenset(),
    interests: dict[int, int] | None = None,
) -> tuple[ActionLine, ...]:
    return tuple(
        ActionLine(
            id=action.id,
            number=number,
            title=speaker(action.title_id),
            owner=speaker(action.owner_id),
            first_step=speaker(action.first_step_id),
            due_on=action.due_on,
            group_number=_origin(speaker.piece, action),
            also_from=_also_from(speaker.piece, action),
            taking_part=action.id in mine,
            contact_given=action.id in contacts,
            interest=interests.get(action.id, 0) if interests is not None else None,
            revision=action.revision,
            idea_id=action.idea_id,
            owner_says_yes=action.owner_says_yes,
            in_front=speaker.piece.shown.get(Shown.read_back) == str(action.id),
            idea_hidden=is_idea_hidden(speaker.piece, action),
        )
        for number, action in enumerate(speaker.piece.actions, 1)
    )


def is_idea_hidden(piece: MeetingPiece, action: AgreedAction) -> bool:
    """Whether the idea that it was made of is. An action is the facilitator's own deed and keeps its words."""
    idea = piece.proposed.get(action.idea_id) if action.idea_id else None
    return idea is not None and idea.hidden


def _origin(piece: MeetingPiece, action: AgreedAction) -> int | None:
    idea = piece.proposed.get(action.idea_id) if action.idea_id else None
    return piece.numbers.get(idea.small_group_id) if idea else None


def _also_from(piece: MeetingPiece, action: AgreedAction) -> tuple[int, ...]:
    proposal = next((one for one in piece.proposals if one.idea_id == action.idea_id), None)
    heads = {proposal.id, proposal.joined_into} - {None} if proposal else set()
    groups = {one.small_group_id for one in piece.proposals if {one.id, one.joined_into} & heads}
    return tuple(sorted({piece.numbers[group] for group in groups} - {_origin(piece, action)}))


def point(effort: int | None, impact: int | None) -> Point | None:
    return None if effort is None or impact is None else Point(effort, impact)


def before_groups(snapshot: Snapshot, member: Member) -> dict[str, Any]:
    """What a group makes the past: the table told, and whether somebody of the same language was asked for."""
    if member.group_id:
        return {"table": None, "language_tie": None}
    person, ended = snapshot.person(member.person_id), snapshot.meeting.meeting.ended
    return {"table": person.table, "language_tie": None if ended else person.language_tie}
