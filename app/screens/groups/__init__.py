"""The small groups: who sits in which, how many are there, and who has none yet."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import ClassVar

from app.frozen import frozen
from app.method.people import joining, telling
from app.reading.group_pieces import GroupPiece, MemberPiece
from app.reading.snapshot import Snapshot
from app.screens.interpreting import whispered_at
from app.screens.phone_look import PhoneLook, PhoneScreen
from app.screens.wall_look import Progress, WallLook, WallOfTables
from app.screens.wall_parts import GroupAtTable, WallPart
from app.texts import Saying, saying
from app.vocabulary import N_, Call, Role, Source, Step

_JOINED = N_("Two groups have become one. You are group %(number)s now.")
_PARTED = N_("The groups work apart again. You are group %(number)s.")
_MOVED = N_("You are in group %(number)s now.")
FIND = saying(N_("Find the table with this number and shape."))


@frozen
class Phone(PhoneScreen):
    """The groups are formed, or will be. `seat`: the tag by which the facilitator can find this
    phone. `whispered`: the languages that are interpreted at the table.
    """

    template: ClassVar[str] = "groups/phone.html"
    find: ClassVar[Saying] = FIND
    seat: str
    members: int
    group_number: int | None
    table: int | None
    whispered: tuple[str, ...]

    @property
    def seats(self) -> tuple[str, ...]:
        """A lit window for each member."""
        return ("done",) * self.members


@frozen
class NewMark(PhoneScreen):
    """The person belongs to another table now. `told`: whether groups were joined or parted, or the
    person was moved.
    """

    template: ClassVar[str] = "groups/new_mark.html"
    find: ClassVar[Saying] = FIND
    told: Saying
    group_number: int


class FoundTable(GroupAtTable):
    """`done`: members whose phones are connected; `total`: members."""

    template: ClassVar[str] = "groups/table.html"


@frozen
class Here(WallPart):
    """`people`: at the tables, also those without a phone; before the groups are formed, those who have joined."""

    template: ClassVar[str] = "groups/here.html"
    name: ClassVar[str] = "people"
    people: int
    at_tables: bool


@frozen
class Wall(WallOfTables):
    template: ClassVar[str] = "groups/wall.html"
    step: ClassVar[Step] = Step.groups
    nothing: ClassVar[str] = N_("The groups are formed in a moment. Keep your phone open.")
    here: Here


@frozen
class PersonLine:
    """A member, as far as the facilitator may know one: a tag, a role, connected or not."""

    id: int
    seat: str
    role: Role
    present: bool
    hosts: bool = False


@frozen
class PhoneLine:
    """A phone that is not connected, with those who share it. `group_number`: None without a group."""

    id: int
    group_number: int | None
    people: tuple[PersonLine, ...]


@frozen
class GroupLine:
    """One small group, as the console lists it. `done` of `total`: how far it is in the current
    step. `calls`: those that nobody has answered yet.

    `phones`, `phones_here`: all of them, and those connected; fewer than people where some share
    one. `headcount`: people at the table; `counted`: somebody has told a number that is higher than
    that of the members. `typed`: cards that it sorted on paper. All is made of what others see of a
    group (`GroupPiece`): a number that only its own phones see would stand still here.
    """

    id: int
    number: int
    people: tuple[PersonLine, ...]
    done: int
    total: int
    calls: tuple[Call, ...] = ()
    phones: int = 0
    phones_here: int = 0
    headcount: int = 0
    counted: bool = False
    typed: int = 0


@frozen
class MergeLine:
    """The group with the number `away` became a part of the one with the number `kept`.
    `differing`: cards on which they had decided differently.
    """

    id: int
    kept: int
    away: int
    differing: int


def phone(look: PhoneLook) -> Phone:
    members = look.group.heads if look.member.group_id else 0
    frame = look.frame(N_("Groups"))
    if look.group_number:
        yours = saying(N_("You are in group %(number)s"), number=look.group_number)
        frame |= {"news": look.news(yours, FIND)}
    return Phone(
        **frame,
        seat=look.seat,
        members=members,
        group_number=look.group_number,
        table=look.told_table,
        whispered=whispered_at(look.snapshot, look.member.group_id) if look.member.group_id else (),
    )


def new_mark(look: PhoneLook) -> NewMark | None:
    """Shows a change of table until somebody at the phone confirms it; None if there is none."""
    known = look.viewer.knows_table
    if known is None or (group_id := look.member.group_id) is None:
        return None
    now = telling.at_table(look.piece.groups, group_id)
    if now == known:
        return None
    before, after = set(known.split()), set(now.split())
    how = _JOINED if before < after else _PARTED if after < before else _MOVED
    told = saying(how, number=look.group_number or 0)
    frame = look.frame(N_("Your table")) | {"news": look.news(told, FIND)}
    return NewMark(**frame, told=told, group_number=look.group_number or 0)


def wall(look: WallLook) -> Wall:
    tables = look.groups_at_tables(FoundTable, progress)
    people = sum(table.total for table in tables) if tables else look.snapshot.crowd.people
    here = Here(**look.both, people=people, at_tables=bool(tables))
    return Wall(**look.frame, tables=tables, here=here)


def progress(group: GroupPiece) -> tuple[int, int]:
    """Who was counted at the table is there."""
    return len(group.here) + group.without_phone, group.heads


def group_lines(snapshot: Snapshot, done_of: Progress | None) -> Iterator[GroupLine]:
    calling = snapshot.calls
    for group in snapshot.meeting.live_groups:
        piece = snapshot.group(group.id)
        line = piece.once(("line", done_of), partial(_line, piece, group.number, done_of))
        calls = tuple(kind for kind in Call if kind in calling.get(group.id, ()))
        yield replace(line, calls=calls) if calls else line


def _line(group: GroupPiece, number: int, done_of: Progress | None) -> GroupLine:
    done, total = done_of(group) if done_of else (0, 0)
    people = tuple(map(person_line, group.members))
    return GroupLine(
        group.id,
        number,
        people,
        done,
        total,
        phones=len(group.phones),
        phones_here=sum(group.phones.values()),
        headcount=group.heads,
        counted=group.without_phone > 0,
        typed=sum(decision.source is Source.paper for decision in group.decisions.values()),
    )


def merge_lines(snapshot: Snapshot) -> Iterator[MergeLine]:
    """The newest first. A merge can be undone as long as the group that was kept stands."""
    piece = snapshot.meeting
    live = {group.id for group in piece.live_groups}
    for merged in reversed(piece.merges):
        if merged.kept_id in live:
            before = snapshot.group(merged.kept_id).before.values()
            differing = sum(row.merge_id == merged.id for rows in before for row in rows[:1])
            kept, away = piece.numbers[merged.kept_id], piece.numbers[merged.away_id]
            yield MergeLine(merged.id, kept, away, differing)


def phone_lines(snapshot: Snapshot, people: list[MemberPiece]) -> tuple[PhoneLine, ...]:
    """Ordered by group; phones without one come last."""
    numbers, groups = snapshot.meeting.numbers, snapshot.crowd.groups
    sharing: dict[int, list[MemberPiece]] = {}
    for member in people:
        sharing.setdefault(member.device_id, []).append(member)
    lines = [
        PhoneLine(
            phone,
            numbers.get(groups.get(members[0].person_id, 0)),
            tuple(map(person_line, members)),
        )
        for phone, members in sharing.items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.group_number is None, line.group_number)))


def person_line(member: MemberPiece) -> PersonLine:
    tag = joining.seat_tag(member.person_id)
    return PersonLine(member.person_id, tag, member.role, member.present, hosts=member.hosts)
