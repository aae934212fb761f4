"""Reads the outcome of a meeting once for all its files and papers, so that they agree."""

from collections import Counter
from collections.abc import Iterator

from app.db import Book
from app.hall_clock import hall_time
from app.method import ideas, survey
from app.method.people import headcount
from app.method.people.came import came
from app.method.preparing.meeting import municipality_of
from app.method.refusals import NotYoursError
from app.method.small_cells import countable
from app.method.wordings import said
from app.models import Card, Decision, EarlierDecision, Idea, Meeting
from app.papers import vote_rounds
from app.papers.agreed import AgreedReader
from app.papers.outcome import (
    CardOutcome,
    Decided,
    IdeaOutcome,
    InTheRoom,
    MeetingResult,
    ThemeResults,
    UndecidedLine,
)
from app.papers.survey_outcome import Crossed, Meant, QuestionOutcome
from app.reading import stored
from app.reading.group_pieces import GroupPiece
from app.reading.meeting_pieces import NumberedGroup
from app.screens import hung
from app.screens.opening import gatherings
from app.screens.piles import talk_line
from app.screens.results import columns
from app.screens.speaker import Said, Speaker, say
from app.vocabulary import Language, Role, Theme


def read_result(book: Book, meeting_id: int, language: Language) -> MeetingResult:
    """The whole outcome in one language; a text that lacks it is in the meeting's main one."""
    if book.one(Meeting, id=meeting_id, is_rehearsal=False) is None:
        raise NotYoursError
    return _ResultReader(book, meeting_id, language).result()


class _ResultReader:
    def __init__(self, book: Book, meeting_id: int, language: Language) -> None:
        self.book = book
        self.piece = stored.meeting(book, meeting_id)
        self.say = Speaker(self.piece, language)
        group_ids = [group.id for group in self.piece.groups]
        self.groups = {group_id: stored.group(book, meeting_id, group_id) for group_id in group_ids}
        self.work = {
            group_id: stored.group_work(book, meeting_id, group_id) for group_id in group_ids
        }
        # What a group brought to the one that it was merged into is that one's line since then.
        self.brought = {
            (row.small_group_id, row.card_id)
            for merged in self.piece.merges
            for row in book.all(EarlierDecision, merge_id=merged.id, small_group_id=merged.away_id)
        }

    def result(self) -> MeetingResult:
        meeting = self.piece.meeting
        starts = hall_time(meeting.starts_at)
        forms = survey.survey_state(self.book, meeting.id)
        agreed = AgreedReader(self.book, self.piece, self.say)
        present = came(self.book, meeting.id)
        return MeetingResult(
            language=self.say.language,
            municipality=self._municipality(),
            name=self.say(meeting.name_id),
            place=self.say(meeting.place_id),
            held_on=self.piece.held_on.isoformat(),
            starts=starts.strftime("%H:%M"),
            people=present.total(),
            without_phone=self._without_phone(),
            roles=_roles(present),
            groups=self._number_of_groups(),
            gatherings=gatherings(self.say),
            key_results=tuple(
                ThemeResults(theme, told, self._note(theme))
                for theme in Theme
                if (told := columns(self.say, theme))
            ),
            cards=self._cards(),
            ideas=self._ideas(),
            hidden_ideas=sum(idea.hidden for _, _, idea in self._standing()),
            proposals=agreed.proposals(),
            hidden_proposals=len(hung.hidden(self.piece)),
            rounds=vote_rounds.rounds(self.say),
            actions=agreed.actions(),
            survey=() if forms.is_open else self._survey(),
            survey_forms=forms,
        )

    def _without_phone(self) -> int:
        """How many people more the tables counted at the table than have joined there by phone."""
        groups = [group.id for group in self.piece.live_groups]
        return sum(headcount.without_phones(self.book, groups).values())

    def _note(self, theme: Theme) -> Said | None:
        text_id = self.piece.notes.get(theme)
        note = self.say(text_id) if text_id else None
        return note if note and note.words else None

    def _number_of_groups(self) -> int:
        """Counts the groups at the end, and earlier ones that had decided on a card."""
        standing = {group.id for group in self.piece.live_groups}
        decided = {group.id for group in self.piece.deciding if self.groups[group.id].decisions}
        return len(standing | decided)

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
        """By the groups' ids: a number that a merge made free may be another group's by now."""
        decided = {
            group.id: self._decided(group, decision)
            for group in self.piece.deciding
            if (decision := self.groups[group.id].decisions.get(card.id))
        }
        before = tuple(
            (earlier.small_group_id, self._before(earlier, group.id))
            for group in self.piece.deciding
            for earlier in self.groups[group.id].before.get(card.id, ())
        )
        missed = tuple(
            group.number
            for group in self.piece.live_groups
            if group.id not in decided and card.id not in self.groups[group.id].before
        )
        told = {group_id for group_id, each in (*decided.items(), *before) if each.line}
        return CardOutcome(
            number,
            self.say.card(card),
            (*decided.values(), *(each for _, each in before)),
            missed,
            self.say.seen(card),
            tuple(self._undecided_lines(card.id, told)),
        )

    def _decided(self, group: NumberedGroup, decision: Decision) -> Decided:
        return Decided(
            group.number,
            decision.category,
            decision.reason,
            self._line(group.id, decision.card_id),
            decision.source,
            decision.after_picture,
        )

    def _line(self, group_id: int, card_id: int) -> Said | None:
        return talk_line(self.say, self.work[group_id], card_id)

    def _undecided_lines(self, card_id: int, told: set[int]) -> Iterator[UndecidedLine]:
        """What was saved of a talk stays saved. `told`: the groups whose line is told already."""
        for group in self.piece.groups:
            line = self._line(group.id, card_id)
            if line and group.id not in told and (group.id, card_id) not in self.brought:
                yield UndecidedLine(group.number, line)

    def _before(self, earlier: EarlierDecision, merged_id: int) -> Decided:
        """A decision from before a merge.

        The line of the group that stayed goes with its present decision.
        """
        group = self.groups[earlier.small_group_id]
        line = None if group.id == merged_id else self._line(group.id, earlier.card_id)
        number = self.piece.numbers[group.id]
        how = (earlier.source, earlier.after_picture)
        return Decided(number, earlier.category, earlier.reason, line, *how, before_merging=True)

    def _ideas(self) -> tuple[IdeaOutcome, ...]:
        """The ideas of all groups, by group number, without hidden and dropped ones."""
        return tuple(
            self._idea(number, group, idea)
            for number, group, idea in self._standing()
            if not idea.hidden
        )

    def _standing(self) -> Iterator[tuple[int, GroupPiece, Idea]]:
        """Each idea that was not dropped, with its group and that one's number; also hidden ones."""
        for numbered in self.piece.groups:
            group = self.groups[numbered.id]
            for idea in group.standing_ideas:
                yield numbered.number, group, idea

    def _idea(self, number: int, group: GroupPiece, idea: Idea) -> IdeaOutcome:
        suggestions = {suggestion.id: suggestion.text_id for suggestion in self.piece.suggested}
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
            joined_with=self._joined_with(idea.id),
            source=idea.source,
        )

    def _joined_with(self, idea_id: int) -> tuple[str, ...]:
        proposed = self.piece.proposed
        own = next((row for row in self.piece.proposals if row.idea_id == idea_id), None)
        if own is None:
            return ()
        marks = [
            (self.piece.numbers[proposal.small_group_id], ideas.letter(proposed[proposal.idea_id]))
            for proposal in self.piece.standing_for(own.joined_into or own.id)
            if proposal.id != own.id
        ]
        return tuple(f"{number}{letter}" for number, letter in sorted(marks))

    def _survey(self) -> tuple[QuestionOutcome, ...]:
        return tuple(
            self._question(result) for result in survey.results(self.book, self.piece.meeting.id)
        )

    def _question(self, result: survey.QuestionResult) -> QuestionOutcome:
        asked = result.question
        titles = {
            action.id: self.say(action.title_id, self.piece.proposed_words)
            for action in self.piece.actions
        }
        return QuestionOutcome(
            text=self.say(asked.text_id),
            kind=asked.kind,
            answers=result.answers,
            too_few=result.too_few,
            all_alike=result.all_alike,
            low=self.say(asked.low_id) if asked.low_id else None,
            high=self.say(asked.high_id) if asked.high_id else None,
            levels=result.levels.counts if result.levels else (),
            by_role=tuple(Crossed(role, levels.counts) for role, levels in result.by_role),
            actions=tuple(
                Meant(titles[action_id], count)
                for action_id, count in result.actions
                if action_id in titles
            ),
            words=result.words,
            seen=self.say.seen(asked),
        )


def _roles(present: Counter[Role]) -> tuple[InTheRoom, ...]:
    counts = {role: present[role] for role in Role}
    unsaid = counts.pop(Role.unsaid)
    shown = countable(counts, unsaid)
    return tuple(InTheRoom(role, counts[role]) for role in counts if role in shown)
