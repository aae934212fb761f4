"""The facilitator's console: the whole meeting at a glance, with what the step that is on needs."""

from collections.abc import Callable, Iterator
from typing import Any

from app.addresses import Addresses
from app.method import groups, ideas, programme
from app.method.people import joining
from app.method.refusals import Refusal, four_actions
from app.models import Idea
from app.reading.pieces import GroupPiece, MeetingPiece, MemberPiece
from app.reading.snapshot import Snapshot
from app.screens import voting_now, wording
from app.screens.contexts.console import (
    AddressLine,
    Console,
    DroppedAction,
    GroupLine,
    IdeaLine,
    MergeLine,
    PersonLine,
    PhoneLine,
    ProgrammeLine,
    Remark,
    VotePanel,
)
from app.screens.remarks import Room, remarks
from app.screens.wording import Speaker
from app.settings import MeetingSettings
from app.viewer import Facilitator
from app.vocabulary import MAX_AGREED_ACTIONS, MAX_IDEAS_A_GROUP, Call, Step

DONE_OF: dict[Step, Callable[[GroupPiece], tuple[int, int]]] = {
    Step.sorting: lambda group: (len(group.pack.decisions), len(group.pack.order)),
    Step.picture: lambda group: (len(group.pack.decisions), len(group.pack.order)),
    Step.ideas: lambda group: (len(group.shown), max(MAX_IDEAS_A_GROUP, len(group.shown))),
    Step.axis: lambda group: (
        sum(idea.effort is not None for idea in group.shown),
        len(group.shown),
    ),
    Step.proposals: lambda group: (len(group.shown_proposed), len(group.shown)),
}


def screen(
    snapshot: Snapshot, viewer: Facilitator, addresses: Addresses, trouble: Remark | None = None
) -> Console:
    piece, crowd = snapshot.meeting, snapshot.crowd
    say = Speaker(piece, viewer.language, snapshot.hidden_words)
    vote = voting_now.panel(snapshot, say)
    room = _room(snapshot, say, vote)
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
        merges=tuple(_merges(snapshot)),
        without_group=tuple(_person(member) for member in crowd.without_group),
        at_tables=len(crowd.tables),
        tables=len(set(crowd.tables.values())),
        language_ties=crowd.language_ties,
        away=_phones(snapshot, crowd.away),
        taken_out=_phones(snapshot, crowd.taken_out),
        suggested_groups=groups.suggested_number(crowd.people) if crowd.people else 1,
        remarks=remarks(room),
        theme=wording.theme_shown(piece),
        shown=room.shown,
        picture=wording.picture(say, snapshot) if piece.step is Step.picture else (),
        ideas=room.ideas,
        proposals=voting_now.proposals(say),
        vote=vote,
        actions=room.actions,
        dropped_actions=tuple(
            DroppedAction(action.id, say(action.title_id), wording.is_idea_hidden(piece, action))
            for action in piece.dropped_actions
        ),
        agree_refusal=_may_agree(piece),
        survey=crowd.survey,
        asked=crowd.asked,
        survey_until=wording.survey_until(piece),
        survey_offer=wording.survey_offer(piece),
        trouble=trouble,
    )


def _meeting(piece: MeetingPiece, say: Speaker) -> dict[str, Any]:
    meeting = piece.meeting
    return {
        "meeting": say(meeting.name_id),
        "code": meeting.code,
        "joining_open": meeting.joining_open,
        "ended": meeting.ended,
        "proposals_a_group": MeetingSettings.read(meeting.settings).proposals_a_group,
        "wall_language": meeting.main_language,
        "second_language": meeting.second_language,
    }


def _reaching(piece: MeetingPiece, addresses: Addresses) -> dict[str, Any]:
    """How phones come here: the address in every link, the others that there are, and the Wi-Fi."""
    hall = MeetingSettings.read(piece.meeting.settings)
    used = addresses.used(hall.address)
    return {
        "join_url": addresses.joining(hall, piece.meeting.code),
        "addresses": tuple(
            AddressLine(one, one == used, one in hall.reached) for one in addresses.offered()
        ),
        "network": hall.network,
        "network_password": hall.network_password,
    }


def _programme(piece: MeetingPiece) -> dict[str, Any]:
    now, lines = piece.meeting.current_row_id, programme_lines(piece)
    after = programme.next_row(piece.rows, now)
    before = programme.row_before(piece.rows, now)
    return {
        "step": piece.step,
        "programme": lines,
        "current_row_id": now,
        "next_line": next((line for line in lines if after and line.id == after.id), None),
        "back_line": next((line for line in lines if before and line.id == before.id), None),
        "delay_minutes": _delay(lines),
        "clock": wording.clock(piece),
    }


def _room(snapshot: Snapshot, say: Speaker, vote: VotePanel) -> Room:
    piece, crowd = snapshot.meeting, snapshot.crowd
    return Room(
        step=piece.step,
        people=crowd.people,
        joining_open=piece.meeting.joining_open,
        projector_present=crowd.projector_present,
        groups=tuple(_groups(snapshot)),
        without_group=len(crowd.without_group),
        shown=tuple(sorted(piece.shown.items())),
        ideas=tuple(_ideas(snapshot, say)),
        vote=vote.state,
        over=tuple(table.number for table in crowd.hands if table.is_over),
        without_voters=voting_now.without_voters(snapshot),
        actions=wording.action_lines(say, interests=crowd.interests),
        survey_through=crowd.survey.through,
        ended=piece.meeting.ended,
    )


def programme_lines(piece: MeetingPiece) -> tuple[ProgrammeLine, ...]:
    """Planned times add up from the start; real ones from when a row began, and go on as planned from the last."""
    planned = real = piece.meeting.starts_at
    lines = []
    for row in piece.rows:
        real = row.began_at or real
        is_now = row.id == piece.meeting.current_row_id
        state = "now" if is_now else "done" if row.began_at else "later"
        lines.append(ProgrammeLine(row.id, row.kind, row.minutes, planned, real, state))
        planned += row.minutes * 60
        real += row.minutes * 60
    return tuple(lines)


def _delay(lines: tuple[ProgrammeLine, ...]) -> int | None:
    now = [line for line in lines if line.state == "now"]
    return (now[0].real - now[0].planned) // 60 if now else None


def _groups(snapshot: Snapshot) -> Iterator[GroupLine]:
    piece = snapshot.meeting
    done_of = DONE_OF.get(piece.step) if piece.step else None
    for group in piece.live_groups:
        found = snapshot.group(group.id)
        done, total = done_of(found) if done_of else (0, 0)
        people = tuple(_person(member) for member in found.members)
        calls = tuple(kind for kind in Call if kind in snapshot.crowd.calls.get(group.id, ()))
        yield GroupLine(
            group.id,
            group.number,
            len(found.here),
            people,
            done,
            total,
            calls,
            phones=len(found.phones),
            phones_here=sum(found.phones.values()),
            headcount=max(group.headcount or 0, len(people)),
            counted=(group.headcount or 0) > len(people),
        )


def _merges(snapshot: Snapshot) -> Iterator[MergeLine]:
    """The newest first; one can be parted while the group that was kept stands."""
    piece = snapshot.meeting
    live = {group.id for group in piece.live_groups}
    for merged in reversed(piece.merges):
        if merged.kept_id in live:
            before = snapshot.group(merged.kept_id).before.values()
            differing = sum(row.merge_id == merged.id for rows in before for row in rows[:1])
            kept, away = piece.numbers[merged.kept_id], piece.numbers[merged.away_id]
            yield MergeLine(merged.id, kept, away, differing)


def _person(member: MemberPiece) -> PersonLine:
    tag = joining.seat_tag(member.person_id)
    return PersonLine(member.person_id, tag, member.role, member.present, hosts=member.hosts)


def _phones(snapshot: Snapshot, people: list[MemberPiece]) -> tuple[PhoneLine, ...]:
    """By group; those without one come last."""
    numbers, groups = snapshot.meeting.numbers, snapshot.crowd.groups
    sharing: dict[int, list[MemberPiece]] = {}
    for member in people:
        sharing.setdefault(member.device_id, []).append(member)
    lines = [
        PhoneLine(
            phone, numbers.get(groups.get(members[0].person_id, 0)), tuple(map(_person, members))
        )
        for phone, members in sharing.items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.group_number is None, line.group_number)))


def _ideas(snapshot: Snapshot, say: Speaker) -> Iterator[IdeaLine]:
    for group in snapshot.meeting.live_groups:
        piece = snapshot.group(group.id)
        for idea in piece.standing:
            yield _idea(piece, idea, group.number, say)


def _idea(piece: GroupPiece, idea: Idea, number: int, say: Speaker) -> IdeaLine:
    return IdeaLine(
        id=idea.id,
        group_number=number,
        letter=ideas.letter(idea),
        title=say(idea.title_id, piece.words),
        what=say(idea.what_id, piece.words),
        who=say(idea.who_id, piece.words),
        hidden=idea.hidden,
        settled=wording.point(idea.effort, idea.impact),
        proposed=idea.id in piece.proposed,
    )


def _may_agree(piece: MeetingPiece) -> Refusal | None:
    return four_actions if len(piece.actions) >= MAX_AGREED_ACTIONS else None
