"""One meeting in one language, with its people: what the scenes act with."""

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import SQLModel

from app import links
from app.db import Book
from app.languages import unchecked
from app.live.sight import known_by
from app.method import clock, groups, on_the_wall, programme, rules
from app.method.act import Act, Member
from app.method.people import headcount, hosting, joining
from app.method.refusals import RefusedError
from app.method.sorting_pack import Pack, pack_of
from app.models import Link, Meeting, ProgrammeRow, Seat
from app.viewer import Claim, LinkClaim, PhoneClaim, link_cookie, phone_cookie
from app.vocabulary import Door, Language, Role, Step
from tests.pictures.stage import Stage

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")
Row = TypeVar("Row", bound=SQLModel)

COMPANY = 22
MY_GROUP = 1
SHARING = 3


class Hall:
    """`language`: of the phone, the console, the desk, and the first one of the wall.

    One that console and desk do not speak is that of the phone and the wall's second; then `others_speak` Swedish, or
    Finnish where it is Tigrinya.
    `written_in`: what people write here; the language from right to left has no texts of its own.
    """

    def __init__(self, stage: Stage, language: Language, meeting_id: int) -> None:
        self.stage = stage
        self.language = language
        self.meeting_id = meeting_id
        self.written_in = Language.fi if language is Language.fi else Language.sv
        self.people: dict[int, Language] = {}
        self.kept: dict[str, Any] = {}
        self.coordinator = ""
        self._my_token = joining.token()
        is_second = language in unchecked()
        other = language if is_second else Language.sv if language is Language.fi else Language.fi
        beside = Language.fi if language is Language.ti else Language.sv
        self.others_speak = beside if is_second else language
        self.do(on_the_wall.speak, self.others_speak, other)
        self.do(_offer_all_languages)
        self.do(_begin_now)

    # -- acting and reading --------------------------------------------------------------------

    def do(
        self,
        command: Callable[Concatenate[Act, Arguments], Value],
        *arguments: Arguments.args,
        **named: Arguments.kwargs,
    ) -> Value:
        return self.stage.writer.do(self.meeting_id, lambda act: command(act, *arguments, **named))

    def tried(
        self,
        command: Callable[Concatenate[Act, Arguments], object],
        *arguments: Arguments.args,
        **named: Arguments.kwargs,
    ) -> None:
        """Where a refusal is as good: leaning, for one, closes when all have leaned."""
        with suppress(RefusedError):
            self.do(command, *arguments, **named)

    def read(self, ask: Callable[[Book], Value]) -> Value:
        with self.stage.database.reading() as book:
            return ask(book)

    def all(self, kind: type[Row], /, *order: str, **equal: Any) -> list[Row]:
        return self.read(lambda book: book.all(kind, order=order or ("id",), **equal))

    @property
    def row(self) -> Meeting:
        return self.read(lambda book: rules.meeting_of(book, self.meeting_id))

    @cached_property
    def code(self) -> str:
        return self.row.code

    # -- the programme -------------------------------------------------------------------------

    def go(self, step: Step) -> None:
        """To a step, with its clock running as at the first time."""
        row = self.all(ProgrammeRow, meeting_id=self.meeting_id, kind=step)[0]
        self.do(programme.go_to, row.id, self.row.current_row_id)
        self.do(clock.start_clock, row.minutes)

    def run_out(self) -> None:
        """The clock has been at nought for a while."""
        self.do(_set_clock, 75)

    def projector(self, *, present: bool) -> None:
        self.do(_connect_projector, present)

    # -- the people ----------------------------------------------------------------------------

    def come_in(self) -> None:
        """I join, after everybody else."""
        roles, other = list(Role), [Language.sv, Language.fi]
        for number in range(COMPANY):
            spoken = self.written_in if number % 3 else other[number % 2]
            self._join(joining.token(), roles[number * 5 % len(roles)], spoken)
        self.join_alone()

    def join_alone(self) -> None:
        self._join(self._my_token, Role.resident, self.language)

    def _join(self, token: str, role: Role, language: Language) -> None:
        hashed = joining.token_hash(self.stage.settings.secret, token)
        person = self.do(joining.join, hashed, role, language)
        self.people[person.id] = language
        self.be_away(self.member(person.id), away=False)

    def form(self, number: int) -> None:
        """Forms groups, of which mine is the first."""
        self.do(groups.form, number)
        mine = self.me.group_id
        first = self.group_ids[MY_GROUP]
        if mine and mine != first:
            somebody = self.members(first)[0].person_id
            self.do(groups.move, self.me.person_id, first)
            self.do(groups.move, somebody, mine)

    @property
    def me(self) -> Member:
        return self.member(list(self.people)[-1])

    def member(self, person_id: int) -> Member:
        group_id = self.read(lambda book: groups.group_of(book, person_id))
        return Member(self.meeting_id, person_id, group_id, self.people[person_id])

    @property
    def group_ids(self) -> dict[int, int]:
        """By number."""
        live = self.read(lambda book: groups.live_groups(book, self.meeting_id))
        return {group.number: group.id for group in live}

    def members(self, group_id: int) -> list[Member]:
        ids = self.read(lambda book: headcount.members(book, group_id))
        return [self.member(person_id) for person_id in ids]

    @property
    def mates(self) -> list[Member]:
        """The others at my table."""
        mine = self.me
        assert mine.group_id
        return [
            member for member in self.members(mine.group_id) if member.person_id != mine.person_id
        ]

    @property
    def others(self) -> list[Member]:
        """Somebody of each other group, by number."""
        return [
            self.members(group_id)[0]
            for number, group_id in self.group_ids.items()
            if number != MY_GROUP
        ]

    @property
    def my_phone(self) -> int:
        return self.phone_of(self.me)

    def phone_of(self, member: Member) -> int:
        return self.all(Seat, person_id=member.person_id)[0].device_id

    def share(self) -> None:
        """Two more have my phone from now on, until they go; `me` is the first."""
        for seat in self.all(Seat, "position", device_id=self.my_phone)[1:]:
            self.do(joining.come_back, self.my_phone, seat.position)
        while len(self.mine) < SHARING:
            self.do(joining.take_in, self.my_phone, Role.unsaid, self.language)

    def share_no_more(self) -> None:
        for seat in self.all(Seat, "position", device_id=self.my_phone)[1:]:
            self.do(joining.leave, self.my_phone, seat.position)

    def host(self) -> None:
        """My phone acts for the table, and nobody shares it."""
        self.share_no_more()
        self.do(hosting.host, self.my_phone, hosts=True)

    def be_own(self) -> None:
        """My phone is mine alone."""
        self.share_no_more()
        self.do(hosting.host, self.my_phone, hosts=False)

    @property
    def mine(self) -> list[Member]:
        """Those who share my phone."""
        seats = self.all(Seat, "position", device_id=self.my_phone, gone=False)
        new = [seat.person_id for seat in seats if seat.person_id not in self.people]
        self.people = dict.fromkeys(new, self.language) | self.people  # the last one is I
        return [self.member(seat.person_id) for seat in seats]

    def be_away(self, member: Member, *, away: bool = True) -> None:
        self.do(joining.set_presence, self.phone_of(member), present=not away)

    # -- what a group has ------------------------------------------------------------------------

    def pack(self, member: Member) -> Pack:
        group_id = member.group_id or 0
        return self.read(lambda book: pack_of(book, self.meeting_id, group_id))

    def card(self, member: Member | None = None) -> int:
        """The group's current card."""
        return self.pack(member or self.me).current or 0

    # -- doors ---------------------------------------------------------------------------------

    def cookies(self, *, in_it: bool) -> dict[str, str]:
        """Of one browser that may open everything; `in_it`: its phone has joined."""
        opened = {
            link_cookie(
                link.door, link.gathering_id or self.meeting_id
            ): f"{link.id}.{self._secret(link)}"
            for link in self.all(Link, meeting_id=self.meeting_id)
        }
        mine = {phone_cookie(self.meeting_id): self._my_token} if in_it else {}
        return {"language": self.language, "coordinator": self.coordinator, **mine, **opened}

    def newest(self, viewer: str) -> int:
        """The number that this viewer's screen has to carry, once it has been told of everything."""
        house = self.stage.application.state.house
        sight = house.show.see(self._claim(viewer))
        return int(house.hub.newest(sight.scopes | {known_by(sight.viewer)})) if sight else 0

    def _claim(self, viewer: str) -> Claim:
        if viewer == "phone":
            return PhoneClaim(
                self.meeting_id, joining.token_hash(self.stage.settings.secret, self._my_token)
            )
        door = Door.projector if viewer == "wall" else Door(viewer)
        opened = self.cookies(in_it=True)[link_cookie(door, self.meeting_id)]
        return LinkClaim(self.meeting_id, door, opened, self.others_speak)

    def _secret(self, link: Link) -> str:
        return links.secret(self.stage.settings.secret, link.id, link.version)


def _offer_all_languages(act: Act) -> None:
    every = " ".join(unchecked())
    act.book.change(Meeting, {"id": act.meeting_id}, unchecked_languages=every)


def _begin_now(act: Act) -> None:
    """The evening was planned to begin a moment ago, whatever the hour is."""
    act.book.change(Meeting, {"id": act.meeting_id}, starts_at=act.now - 4 * 60)


def _set_clock(act: Act, seconds_ago: int) -> None:
    act.book.change(Meeting, {"id": act.meeting_id}, clock_until=act.now - seconds_ago)


def _connect_projector(act: Act, present: bool) -> None:  # noqa: FBT001 -- as `do` hands it on
    act.book.change(Link, {"meeting_id": act.meeting_id, "door": Door.projector}, present=present)
