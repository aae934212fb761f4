"""After the end nothing on the disk tells who did something before whom, or where anybody leaned or placed."""

import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from app.live.intents import Intent
from app.live.writer import Writer
from app.method import axis, drafts, ending, groups, ideas, programme, sorting, survey
from app.method.people import absent, changing, joining, merging, sharing
from app.method.people.belonging import Belonging
from app.models import (
    Card,
    CardTurn,
    Device,
    Draft,
    Lean,
    Membership,
    Operation,
    Placement,
    Scope,
    Seat,
    SmallGroup,
)
from app.models.scope import ScopeKind
from app.vocabulary import Category, Role, Step
from tests.cast import CAST, Evening
from tests.house import House

LATE = 15  # as many as lie, with the cast, in one page of the file
OF_SOME = {ScopeKind.group, ScopeKind.group_work, ScopeKind.leans, ScopeKind.person}


@pytest.fixture
def played(meeting: Evening, chance: random.Random) -> list[str]:
    """Everybody leans and places, many come late, some move; returns those who came late, in their order."""
    late = [f"Late{place}" for place in range(LATE)]
    meeting.go_to(Step.sorting)
    card = meeting.ids(Card)[0]
    for name in list(CAST)[:4]:
        meeting.do(sorting.lean, meeting.member(name), card, Category.more)
    for name in late:
        meeting.join(name, chance.choice(list(Role)))
    meeting.go_to(Step.ideas)
    idea = meeting.do(ideas.write, meeting.member("Amina"), "A path", "", "")
    meeting.go_to(Step.axis)
    meeting.do(axis.place, meeting.member("Amina"), idea, 10, 90)
    meeting.do(groups.move, meeting.people["Rolf"], meeting.groups[1])
    typed(meeting)
    tap = Intent("page", 1, 1, adds=True)
    meeting.writer.submit(meeting.id, lambda _act: None, intent=tap).result()
    return late


def typed(meeting: Evening) -> None:
    """What could not be saved is given back to whoever wrote it."""
    meeting.do(drafts.keep, meeting.people["Amina"], "ideas", {"title": "A bridge"})


def end(meeting: Evening) -> None:
    meeting.do(ending.end, ended=True)


def test_no_row_tells_it(meeting: Evening, played: list[str]) -> None:
    assert {row.kind for row in meeting.all(Scope)} & OF_SOME
    assert meeting.all(Draft)
    end(meeting)
    typed(meeting)
    assert [meeting.all(kind) for kind in (Lean, Placement, Operation, Draft)] == [[], [], [], []]
    for name in played[::-1]:
        with meeting.reading() as book:
            device = book.all(Seat, person_id=meeting.people[name])[0].device_id
        meeting.do(joining.set_presence, device, present=False)
    assert not {row.kind for row in meeting.all(Scope)} & OF_SOME
    came = {
        row.since
        for name in played
        for row in meeting.all(Membership, person_id=meeting.people[name])
    }
    assert len(came) == 1, "all who came between two marks of the evening came together"


def test_nor_does_any_row_tell_who_did_something_last_or_left_after_it(meeting: Evening) -> None:
    meeting.share("Hanna", "Ida", "Jalmari")
    meeting.go_to(Step.sorting)
    meeting.do(sorting.decide, meeting.member("Amina"), meeting.ids(Card)[0], Category.more)
    (shared,) = (
        phone for phone in meeting.all(Device) if meeting.all(Seat, device_id=phone.id)[1:]
    )
    meeting.do(sharing.take_turn, shared.id, 1)
    stayed = meeting.people["Rolf"]
    meeting.do(groups.move, stayed, meeting.groups[1])
    meeting.do(survey.keep_open, int(time.time()) + 3600)
    end(meeting)
    assert {(row.turn, row.knows_table) for row in meeting.all(Device)} == {(None, None)}
    assert not any(row.just_decided for row in meeting.all(CardTurn))
    for name in ("Olena", "Kirsi", "Amina"):
        meeting.do(changing.leave, joining.token_hash(b"cast", f"{meeting.id}{name}"))
    (went,) = {row.until for row in meeting.all(Membership) if row.person_id != stayed} - {None}
    assert went in {row.until for row in meeting.all(Membership, person_id=stayed)}
    meeting.do(ending.end, ended=False)
    assert not meeting.all(Membership, until=went), "they have left by now, and later ones have not"


def test_nor_does_any_row_tell_who_was_let_in_again_first(meeting: Evening) -> None:
    meeting.go_to(Step.sorting)
    people = [meeting.people[name] for name in ("Rolf", "Kirsi")]
    phones = [meeting.all(Seat, person_id=person)[0].device_id for person in people]
    for phone in phones:
        meeting.do(joining.set_presence, phone, present=False)
        meeting.do(absent.take_out, phone)
    end(meeting)
    for phone in phones:
        meeting.do(absent.take_in_again, phone)
    sat = [row for row in meeting.all(Membership) if row.person_id in people and row.until is None]
    assert len(sat) == 2
    assert len({row.since for row in sat}) == 1


def test_where_rows_lie_in_the_file_tells_it_no_better_than_chance(
    meeting: Evening, played: list[str], writer: Writer
) -> None:
    hashes = [joining.token_hash(b"cast", f"{meeting.id}{name}") for name in played]
    end(meeting)
    writer.stop()
    meeting.database.close()
    file = Path(meeting.database.url.removeprefix("sqlite:///"))
    assert told_by(file, hashes) < 0.9


def test_what_the_program_was_killed_over_is_written_anew_at_the_next_start(house: House) -> None:
    late = [f"Late{place}" for place in range(LATE)]
    house.evening.do(programme.hold_at, int(time.time()))
    for name in late:
        house.evening.join(name)
    hashes = [joining.token_hash(b"cast", f"{house.evening.id}{name}") for name in late]
    end(house.evening)
    house.stop()
    file = Path(house.settings.database_url.removeprefix("sqlite:///"))
    as_they_came(file, hashes)
    assert told_by(file, hashes) > 0.9
    house.start()
    house.stop()
    assert told_by(file, hashes) < 0.9


def as_they_came(file: Path, hashes: list[str]) -> None:
    """As the rows lie when the end is saved and nothing more could be done."""
    with closing(sqlite3.connect(file)) as database:
        came = "SELECT * FROM device ORDER BY instr(?, token_hash)"
        rows = database.execute(came, (" ".join(hashes),)).fetchall()
        database.execute("DELETE FROM device")
        values = ", ".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO device VALUES ({values})", rows)  # noqa: S608 -- ours
        database.commit()


def told_by(file: Path, hashes: list[str]) -> float:
    """How well the order in which they lie tells the one in which they came: 0 not at all, 1 all of it."""
    content = file.read_bytes()
    places = ([find(it.encode()) for it in hashes] for find in (content.find, content.rfind))
    return max(abs(rank_correlation(each)) for each in places)


def rank_correlation(places: list[int]) -> float:
    """Of the order here with the order in which they lie."""
    assert -1 not in places
    ranks = {place: rank for rank, place in enumerate(sorted(places))}
    count = len(places)
    apart = sum((rank - ranks[place]) ** 2 for rank, place in enumerate(places))
    return 1 - 6 * apart / (count * (count**2 - 1))


def test_whose_a_proposal_is_stays_as_it_was(meeting: Evening, chance: random.Random) -> None:
    """After moves, merges and partings at any moment, and after a second end."""
    everybody = list(meeting.people)
    meeting.go_to(Step.groups)
    opens = chance.randint(0, 40)
    for turn in range(60):
        if turn == opens:
            meeting.go_to(Step.ideas)
        something(meeting, chance, everybody)
    for ended in (True, False, True):
        with meeting.reading() as book:
            before = Belonging(book, meeting.id).people
        meeting.do(ending.end, ended=ended)
        with meeting.reading() as book:
            assert Belonging(book, meeting.id).people == before


def something(meeting: Evening, chance: random.Random, everybody: list[str]) -> None:
    live = [row.id for row in meeting.all(SmallGroup, dissolved=False)]
    with meeting.reading() as book:
        standing = merging.standing_merges(book, meeting.id)
    if standing and chance.random() < 0.15:
        meeting.do(merging.part, standing[-1].id)
    elif len(live) > 1 and chance.random() < 0.15:
        meeting.do(merging.merge, *chance.sample(live, 2))
    else:
        person = meeting.people[chance.choice(everybody)]
        meeting.do(groups.move, person, chance.choice(live))
