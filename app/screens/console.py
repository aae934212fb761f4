"""The facilitator's console: the whole meeting at a glance, with what the step that is on needs."""

from dataclasses import dataclass
from typing import Any, ClassVar

from app.addresses import Addresses
from app.languages import HALL_LANGUAGES
from app.limits import LIMIT
from app.method import groups as grouping, programme as rows
from app.method.refusals import Refusal, actions_full
from app.method.survey import Standing
from app.reading.pieces import MeetingPiece
from app.reading.snapshot import Snapshot
from app.screens import (
    agreement,
    axis,
    groups,
    ideas,
    picture,
    programme,
    proposals,
    results,
    sorting,
    survey,
)
from app.screens.agreement import ActionLine, DroppedAction, InterestLine
from app.screens.groups import GroupLine, MergeLine, PersonLine, PhoneLine
from app.screens.hung import ProposalLine
from app.screens.ideas import IdeaLine
from app.screens.picture import PictureCard
from app.screens.programme import Clock, ProgrammeLine
from app.screens.remarks import Room, remarks
from app.screens.screen import Asked, Saying, Screen
from app.screens.survey import Deadline
from app.screens.vote import panel
from app.screens.vote.panel import VotePanel
from app.screens.wall_look import Progress
from app.screens.wording import Said, Speaker
from app.viewer import Facilitator
from app.vocabulary import Language, Step, Theme

_PROGRESS: dict[Step | None, Progress] = {
    Step.sorting: sorting.progress,
    Step.picture: sorting.progress,
    Step.ideas: ideas.progress,
    Step.axis: axis.progress,
    Step.proposals: proposals.progress,
}


@dataclass(frozen=True)
class AddressLine:
    """An address by which phones may come. `chosen`: every link and QR begins with it. `reached`: a phone has come."""

    address: str
    chosen: bool
    reached: bool


@dataclass(frozen=True)
class Console(Screen):
    """`step` None: the evening has not begun. `shown`: the wall's reveals, (what, subject) pairs.

    `at_tables`: people who have told at which of so many `tables` they sit.
    `language_ties`: people who would like to sit with somebody who speaks the same language.
    `away`: phones that are not connected; `taken_out`: of those, the ones that nobody waits for.
    `trouble`: why nothing can be saved now.
    `next_line`/`back_line`: where Next and Back lead. `delay_minutes`: against the plan, negative is early.
    """

    template: ClassVar[str] = "console/console.html"
    asks_again: ClassVar[int] = 0
    themes: ClassVar[tuple[Theme, ...]] = tuple(Theme)
    offered: ClassVar[tuple[Language, ...]] = HALL_LANGUAGES
    meeting: Said
    code: str
    join_url: str
    step: Step | None
    programme: tuple[ProgrammeLine, ...]
    current_row_id: int | None
    next_line: ProgrammeLine | None
    back_line: ProgrammeLine | None
    delay_minutes: int | None
    clock: Clock
    people: int
    present: int
    joining_open: bool
    ended: bool
    proposals_a_group: int
    projector_present: bool
    wall_language: Language
    second_language: Language | None
    groups: tuple[GroupLine, ...]
    merges: tuple[MergeLine, ...]
    without_group: tuple[PersonLine, ...]
    suggested_groups: int
    remarks: tuple[Saying, ...]
    theme: Theme
    shown: tuple[tuple[str, str], ...]
    picture: tuple[PictureCard, ...]
    ideas: tuple[IdeaLine, ...]
    proposals: tuple[ProposalLine, ...]
    vote: VotePanel
    actions: tuple[InterestLine, ...]
    dropped_actions: tuple[DroppedAction, ...]
    agree_refusal: Refusal | None
    survey: Standing
    asked: int
    survey_until: Deadline | None
    survey_offer: tuple[str, str]
    at_tables: int = 0
    tables: int = 0
    language_ties: int = 0
    away: tuple[PhoneLine, ...] = ()
    taken_out: tuple[PhoneLine, ...] = ()
    addresses: tuple[AddressLine, ...] = ()
    network: str = ""
    network_password: str = ""
    trouble: Saying | None = None

    @property
    def choices(self) -> tuple[ProposalLine, ...]:
        """What can become an action: as the newest round counted it, then what was not voted on."""
        counted = {line.id for line in self.vote.results}
        return (*self.vote.results, *(line for line in self.proposals if line.id not in counted))

    @property
    def shown_ideas(self) -> tuple[IdeaLine, ...]:
        return tuple(idea for idea in self.ideas if not idea.hidden)

    @property
    def hidden_ideas(self) -> tuple[IdeaLine, ...]:
        return tuple(idea for idea in self.ideas if idea.hidden)


def screen(
    snapshot: Snapshot,
    viewer: Facilitator,
    addresses: Addresses,
    trouble: Saying | None,
    asked: Asked,
) -> Console:
    piece, crowd = snapshot.meeting, snapshot.crowd
    say = Speaker(piece, viewer.language, snapshot.hidden_words)
    vote = panel.panel(snapshot, say)
    actions = agreement.interest_lines(say, interests=snapshot.interests)
    room = _room(snapshot, say, vote, actions)
    return Console(
        **_meeting(piece, say),
        **_programme(piece),
        **_reaching(piece, addresses),
        language=viewer.language,
        at=f"/console/{viewer.meeting_id}",
        people=crowd.people,
        present=crowd.present,
        projector_present=crowd.projector_present,
        groups=room.groups,
        merges=tuple(groups.merge_lines(snapshot)),
        without_group=tuple(groups.person_line(member) for member in crowd.without_group),
        at_tables=len(crowd.tables),
        tables=len(set(crowd.tables.values())),
        language_ties=crowd.language_ties,
        away=groups.phone_lines(snapshot, crowd.away),
        taken_out=groups.phone_lines(snapshot, crowd.taken_out),
        suggested_groups=grouping.suggested_number(crowd.people) if crowd.people else 1,
        remarks=remarks(room),
        theme=results.theme_shown(piece),
        shown=room.shown,
        picture=picture.cards_by_groups(say, snapshot) if piece.step is Step.picture else (),
        ideas=room.ideas,
        proposals=proposals.proposal_lines(say),
        vote=vote,
        actions=actions,
        dropped_actions=agreement.dropped_actions(say),
        agree_refusal=_may_agree(piece),
        survey=snapshot.forms,
        asked=survey.people_asked(snapshot),
        survey_until=survey.survey_until(piece),
        survey_offer=survey.survey_offer(piece),
        trouble=trouble,
        drafts=asked.drafts,
    )


def _meeting(piece: MeetingPiece, say: Speaker) -> dict[str, Any]:
    meeting = piece.meeting
    return {
        "meeting": say(meeting.name_id),
        "code": meeting.code,
        "joining_open": meeting.joining_open,
        "ended": meeting.ended,
        "proposals_a_group": meeting.proposals_a_group,
        "wall_language": meeting.main_language,
        "second_language": meeting.second_language,
    }


def _reaching(piece: MeetingPiece, addresses: Addresses) -> dict[str, Any]:
    """How phones come here: the address in every link, the others that there are, and the Wi-Fi."""
    used = addresses.used(piece.meeting.address)
    return {
        "join_url": addresses.joining(piece.meeting),
        "addresses": tuple(
            AddressLine(one, one == used, one in piece.reached) for one in addresses.offered()
        ),
        "network": piece.meeting.network,
        "network_password": piece.meeting.network_password,
    }


def _programme(piece: MeetingPiece) -> dict[str, Any]:
    now, lines = piece.meeting.current_row_id, programme.programme_lines(piece)
    after = rows.next_row(piece.rows, now)
    before = rows.row_before(piece.rows, now)
    return {
        "step": piece.step,
        "programme": lines,
        "current_row_id": now,
        "next_line": next((line for line in lines if after and line.id == after.id), None),
        "back_line": next((line for line in lines if before and line.id == before.id), None),
        "delay_minutes": programme.delay(lines),
        "clock": programme.clock(piece),
    }


def _room(
    snapshot: Snapshot, say: Speaker, vote: VotePanel, actions: tuple[ActionLine, ...]
) -> Room:
    piece, crowd = snapshot.meeting, snapshot.crowd
    return Room(
        step=piece.step,
        people=crowd.people,
        joining_open=piece.meeting.joining_open,
        projector_present=crowd.projector_present,
        groups=tuple(groups.group_lines(snapshot, _PROGRESS.get(piece.step))),
        without_group=len(crowd.without_group),
        shown=tuple(sorted(piece.shown.items())),
        ideas=tuple(ideas.idea_lines(snapshot, say)),
        vote=vote.state,
        over=tuple(table.number for table in snapshot.hands if table.is_over),
        without_voters=panel.without_voters(snapshot),
        actions=actions,
        survey_through=snapshot.forms.through,
        ended=piece.meeting.ended,
    )


def _may_agree(piece: MeetingPiece) -> Refusal | None:
    return actions_full if len(piece.actions) >= LIMIT.actions else None
