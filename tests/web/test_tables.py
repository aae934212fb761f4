"""Tables: a code on each, remembered until the groups are formed by it; and the signs that carry it."""

import pytest

from app.method.people import headcount, seating
from app.models import SmallGroup
from app.viewer import phone_cookie
from app.vocabulary import Language, Role, Step
from tests.cast import Evening, bare_evening
from tests.house import Browser, House, notice_of


@pytest.fixture
def evening(house: House) -> Evening:
    """A meeting in which no groups are formed yet, and eight people are in."""
    made = bare_evening(
        house.app.state.house.database, house.app.state.house.writer, code="BRDHA22"
    )
    for place in range(8):
        made.join(f"P{place}", [Role.resident, Role.elected][place % 2], Language.en)
    return made


@pytest.fixture
def console(house: House, evening: Evening) -> Browser:
    return house.console(Language.en, evening)


def in_groups(evening: Evening) -> dict[int, set[str]]:
    """Who sits in which group, by its number."""
    with evening.reading() as book:
        standing = book.all(SmallGroup, meeting_id=evening.id, dissolved=False)
        names = {person: name for name, person in evening.people.items()}
        return {
            group.number: {names.get(person, "") for person in headcount.members(book, group.id)}
            for group in standing
        }


def sit(evening: Evening, **tables: int) -> None:
    for name, table in tables.items():
        evening.do(seating.sit_down, evening.people[name], table)


def test_the_code_of_a_table_leads_to_the_join_page_and_is_kept(
    house: House, evening: Evening
) -> None:
    code = evening.row.code
    phone = house.browser(f"/{code}")
    short = phone.ask("GET", f"/{code.lower()}/3")
    assert (short.status_code, short.headers["location"]) == (303, f"/{code}?table=3")
    page = phone.ask("GET", f"/{code}?table=3", headers={"Accept-Language": "en"}).text
    assert "You sit at table 3." in page
    assert '<input type="hidden" name="table" value="3">' in page
    changed = phone.ask("POST", f"/{code}/language?table=3", data={"language": "en"})
    assert changed.headers["location"] == f"/{code}?table=3"
    assert phone.join(role="resident", table="3").status_code == 303
    assert "You sit at table 3." in phone.screen()
    assert phone_cookie(evening.id) in phone.cookies


def seated(evening: Evening) -> dict[int, int]:
    with evening.reading() as book:
        return seating.at_tables(book, evening.id)


def test_a_phone_that_is_in_is_asked_at_the_code_of_a_table_and_moves_by_the_answer(
    house: House, evening: Evening
) -> None:
    phone = house.phone("P0", evening)
    before = None
    for table in (3, 4):
        asked = phone.ask("GET", f"{phone.path}?table={table}")
        assert f"Do you sit at table {table}?" in asked.text
        assert (f"Until now you have sat at table {before}." in asked.text) is bool(before)
        assert f'action="{phone.path}/table"' in asked.text
        answer = phone.send("table", table=table)
        assert (answer.status_code, answer.headers["location"]) == (303, phone.path)
        assert f"You sit at table {table}." in phone.screen()
        before = table
    there = phone.ask("GET", f"{phone.path}?table=4")
    assert (there.status_code, there.headers["location"]) == (303, phone.path)


def test_an_address_alone_seats_nobody(house: House, evening: Evening) -> None:
    sit(evening, P0=1)
    before, phone = seated(evening), house.phone("P0", evening)
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Purpose": "prefetch"}):
        for path in (f"{phone.path}?table=5", f"{phone.path}/5"):
            phone.ask("GET", path, headers=headers, follow_redirects=True)
    assert seated(evening) == before


def test_who_has_a_group_is_told_that_it_stays(
    house: House, evening: Evening, console: Browser
) -> None:
    sit(evening, P0=2, P1=2)
    console.tap("groups/by-table")
    asked = house.phone("P0", evening).ask("GET", f"/{evening.row.code}?table=7")
    assert "You stay in group 2" in asked.text


@pytest.mark.parametrize("table", ["0", "100", "x", ""])
def test_a_table_that_is_none_is_refused(house: House, evening: Evening, table: str) -> None:
    phone = house.phone("P0", evening)
    assert phone.send("table", table=table).status_code == 409
    assert seated(evening) == {}


@pytest.mark.parametrize("table", ["0", "100", "-1", "x", "", "3.0", "٣"])
def test_what_is_no_table_is_nobodys(house: House, evening: Evening, table: str) -> None:
    page = house.browser("/").ask("GET", f"/{evening.row.code}", params={"table": table})
    assert page.status_code == 200
    assert 'name="table"' not in page.text


def test_those_at_one_table_become_its_group_and_the_others_are_placed_where_needed(
    evening: Evening, console: Browser
) -> None:
    sit(evening, P0=2, P1=2, P2=5, P3=5, P4=5)
    evening.go_to(Step.groups)
    assert "Form 2 groups by table" in console.screen()
    console.tap("groups/by-table")
    formed = in_groups(evening)
    assert formed.keys() == {2, 5}
    assert formed[2] >= {"P0", "P1"}
    assert formed[5] >= {"P2", "P3", "P4"}
    assert {len(sitting) for sitting in formed.values()} == {4}


def test_forming_by_mixing_is_the_way_back(evening: Evening, console: Browser) -> None:
    sit(evening, P0=2, P1=2, P2=2)
    console.tap("groups/by-table")
    assert in_groups(evening).keys() == {2}
    console.tap("groups", number=2)
    assert sorted(len(sitting) for sitting in in_groups(evening).values()) == [4, 4]


def test_without_a_scanned_table_it_is_refused_and_not_offered(
    evening: Evening, console: Browser
) -> None:
    evening.go_to(Step.groups)
    assert "by table" not in console.screen()
    refused = console.tap("groups/by-table")
    assert (refused.status_code, "Nobody has scanned" in notice_of(refused.text)) == (409, True)
    assert in_groups(evening) == {}


def test_a_late_one_joins_the_group_of_the_own_table(
    house: House, evening: Evening, console: Browser
) -> None:
    sit(evening, P0=2, P1=2, P2=5)
    console.tap("groups/by-table")
    late = house.browser(f"/{evening.row.code}")
    late.join(role="resident", table="2")
    assert "" in in_groups(evening)[2]
