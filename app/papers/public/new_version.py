"""Reads the content of a new version of the public page."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date

from app.db import Book
from app.method.answers import answers
from app.method.followup import effect, following, publishing, rhythm
from app.method.preparing.meeting import municipality_of
from app.method.small_cells import told_people
from app.method.wordings import interpreted, said
from app.models import AgreedAction, FollowEntry, Idea, Proposal, ProposalAnswer
from app.papers.outcome import CardOutcome, MeetingResult
from app.papers.public.beside import told_beside
from app.papers.public.changes import AGAIN, changes
from app.papers.public.numbers import Heard, as_first_published, leaning, told_heard, told_row
from app.papers.public.told import (
    ToldAction,
    ToldCard,
    ToldChange,
    ToldEntry,
    ToldGroup,
    ToldPage,
    ToldProposal,
    ToldText,
)
from app.papers.result import read_result
from app.reading import stored
from app.screens import hung
from app.vocabulary import Category, MunicipalAnswer


def next_version(book: Book, meeting_id: int, today: date) -> tuple[ToldPage, int]:
    """Returns the content that would be published now, and how many versions there are already."""
    versions = [json.loads(version.content) for version in publishing.versions(book, meeting_id)]
    now = _Reader(book, meeting_id).content(today)
    page = as_first_published(versions[0] if versions else None, now)
    page["changes"] = changes(versions[-1] if versions else None, page)
    if not page["changes"] and publishing.read_now(book, meeting_id) is None:
        page["changes"] = [ToldChange(kind=AGAIN)]
    return page, len(versions)


def as_stored(content: ToldPage) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


class _Reader:
    def __init__(self, book: Book, meeting_id: int) -> None:
        self.book = book
        self.piece = stored.meeting(book, meeting_id)
        self.result: MeetingResult = read_result(book, meeting_id, self.piece.meeting.main_language)
        self.held_on = date.fromisoformat(self.result.held_on)

    def content(self, today: date) -> ToldPage:
        meeting = self.piece.meeting
        numbers = self._numbers()
        page = ToldPage(
            main=meeting.main_language.value,
            municipality=self._told(municipality_of(self.book, meeting.id).name_id),
            meeting=self._told(meeting.name_id),
            held_on=self.result.held_on,
            people=told_people(self.result.people + self.result.without_phone),
            heard_people=numbers.whole,
            heard=self._heard(numbers),
            cards=[self._card(outcome) for outcome in self.result.cards],
            actions=self._actions(),
            proposals=self._proposals(),
            report_on=rhythm.next_report(meeting, self.held_on, today).isoformat(),
            asks_again_on=meeting.asks_again_on,
            changes=[],
        )
        if told_to := meeting.accessibility_contact or meeting.contact:
            page["feedback"] = told_to
        return page

    def _told(self, text_id: int) -> ToldText:
        text = ToldText(text=text_id, words=said(self.book, text_id))
        if tags := interpreted(self.book, text_id):
            text["interpreted"] = tags
        return text

    def _numbers(self) -> Heard:
        people: Counter[int] = Counter()
        for gathering in self.piece.gatherings:
            people[gathering.population_group_id] += gathering.participants
        return told_heard(people, told_beside(self.book, self.piece))

    def _heard(self, numbers: Heard) -> list[ToldGroup]:
        sessions = Counter(gathering.population_group_id for gathering in self.piece.gatherings)
        return [
            ToldGroup(
                group=self._told(group.name_id),
                sessions=sessions[group.id],
                participants=numbers.groups[group.id],
                days=sorted(
                    gathering.held_on
                    for gathering in self.piece.gatherings
                    if gathering.population_group_id == group.id
                ),
            )
            for group in self.piece.population_groups.values()
            if group.id in sessions
        ]

    def _card(self, outcome: CardOutcome) -> ToldCard:
        card = self.piece.cards[outcome.card.id]
        row = [outcome.count(category) for category in Category]
        group = self.piece.population_groups[card.population_group_id]
        return ToldCard(
            card=card.id,
            theme=card.theme.value,
            text=self._told(card.text_id),
            group=self._told(group.name_id),
            row=told_row(row),
            leaning=leaning(row),
        )

    def _actions(self) -> list[ToldAction]:
        actions = following.agreed(self.book, self.piece.meeting.id)
        numbers = {action.id: number for number, action in enumerate(self.piece.actions, start=1)}
        return [self._action(numbers[action.id], action) for action in actions]

    def _action(self, number: int, action: AgreedAction) -> ToldAction:
        log = following.log(self.book, action.id)
        corrected = {entry.corrects: entry.said_on for entry in log if entry.corrects}
        told = ToldAction(
            action=action.id,
            number=number,
            theme=action.theme.value if action.theme else "",
            title=self._told(action.title_id),
            owner=self._told(action.owner_id),
            owner_says_yes=action.owner_says_yes,
            first_step=self._told(action.first_step_id),
            due_on=action.due_on,
            review_on=action.review_on,
            state=following.state_of(log).value,
            entries=[self._entry(entry, corrected) for entry in log],
        )
        if action.said_yes_to_id and not action.owner_says_yes:
            told["said_yes_to"] = self._told(action.said_yes_to_id)
        if seen := effect.effect_of(self.book, action.id):
            told["effect"] = self._told(seen.effect_id)
            told["learnt"] = self._told(seen.learnt_id)
        return told

    def _entry(self, entry: FollowEntry, corrected: Mapping[int, str]) -> ToldEntry:
        corrected_on = corrected.get(entry.position, "")
        text = None if corrected_on else self._told(entry.text_id)
        return ToldEntry(
            on=entry.said_on, state=entry.state.value, said=text, corrected_on=corrected_on
        )

    def _proposals(self) -> list[ToldProposal]:
        given = answers(self.book, self.piece.meeting.id)
        agreed = {
            action.idea_id: number for number, action in enumerate(self.piece.actions, start=1)
        }
        return [
            self._proposal(row, idea, given.get(row.id), agreed)
            for row, idea in hung.proposals(self.piece)
        ]

    def _proposal(
        self,
        row: Proposal,
        idea: Idea,
        given: ProposalAnswer | None,
        agreed: Mapping[int | None, int],
    ) -> ToldProposal:
        same = self.piece.standing_for(row.id)
        answer: MunicipalAnswer | None = given.answer if given else None
        return ToldProposal(
            proposal=row.id,
            title=self._told(idea.title_id),
            answer=answer.value if answer else "",
            because=self._told(given.because_id) if given else None,
            action=next((agreed[alike.idea_id] for alike in same if alike.idea_id in agreed), None),
        )
