"""Forty groups of five, and whoever else looks on."""

from app.method.act import Act
from app.method.people.joining import token_hash
from app.models import Device, Membership, Person, Seat, SmallGroup
from app.vocabulary import Language, Role, Step
from tests.cast import Evening, bare_evening
from tests.ears import Wire
from tests.house import SECRET, House

GROUPS = 40
AT_A_TABLE = 5


def full_evening(house: House, groups: int = GROUPS) -> Evening:
    """Everybody sits at a table."""
    evening = bare_evening(
        house.app.state.house.database, house.app.state.house.writer, code="FARHA77"
    )
    evening.do(_seat_all, evening.people, groups)
    return evening


class Hall:
    """`tables`: the sockets of each group's phones; `others`: of consoles and projector.

    `settled_at`: the sequence that everybody had been told when it was last waited for that.
    """

    def __init__(self, house: House) -> None:
        self.house = house
        self.settled_at = 0
        self.evening = full_evening(house)
        self.evening.go_to(Step.sorting)
        self.consoles = [house.console(of=self.evening) for _ in range(2)]
        self.projector = house.projector(of=self.evening)
        phones = [house.phone(name_of(place), self.evening) for place in range(GROUPS * AT_A_TABLE)]
        browsers = [*phones, *self.consoles, self.projector]
        self.phones = phones
        self.wires = house.ears.connect_all([browser.live() for browser in browsers])

    @property
    def tables(self) -> list[list[Wire]]:
        return [
            self.wires[start : start + AT_A_TABLE]
            for start in range(0, GROUPS * AT_A_TABLE, AT_A_TABLE)
        ]

    @property
    def console_wires(self) -> list[Wire]:
        return self.wires[-3:-1]

    @property
    def wall(self) -> Wire:
        return self.wires[-1]

    def name(self, table: int, seat: int = 0) -> str:
        return name_of(table * AT_A_TABLE + seat)


def name_of(place: int) -> str:
    return f"P{place:03}"


def _seat_all(act: Act, people: dict[str, int], groups: int) -> None:
    for number in range(1, groups + 1):
        group = SmallGroup(meeting_id=act.meeting_id, number=number)
        act.book.add(group)
        for seat in range(AT_A_TABLE):
            name = name_of((number - 1) * AT_A_TABLE + seat)
            people[name] = _come_in(act, name)
            act.book.add(
                Membership(small_group_id=group.id, person_id=people[name], since=act.sequence)
            )


def _come_in(act: Act, name: str) -> int:
    person = Person(meeting_id=act.meeting_id, role=Role.resident, language=Language.sv)
    device = Device(
        meeting_id=act.meeting_id,
        token_hash=token_hash(SECRET, f"{act.meeting_id}{name}"),
        present=True,
    )
    for row in (person, device):
        act.book.add(row)
    act.book.add(Seat(device_id=device.id, person_id=person.id))
    return person.id
