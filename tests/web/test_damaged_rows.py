"""A damaged row harms nobody but its own; and of one kind of fault the log tells once a minute."""

import logging

import pytest
from sqlalchemy import text

from app import faults
from app.faults import tell
from app.method import groups
from app.method.people import headcount
from app.vocabulary import Language, Step
from tests.cast import Evening
from tests.house import House


def damage(evening: Evening, table: str, column: str, key: dict[str, int]) -> None:
    """As a disk or a hand in the file does it. `key`: which row, by one column."""
    (name,) = key
    with evening.database.engine.begin() as connection:
        told = f"UPDATE {table} SET {column} = 'xx' WHERE {name} = :{name}"  # noqa: S608 -- our own names
        connection.execute(text(told), key)


@pytest.mark.parametrize("column", ["language", "role"])
def test_one_damaged_person_keeps_nobody_from_a_group_or_a_screen(
    house: House, column: str
) -> None:
    evening = house.evening
    damage(evening, "person", column, {"id": evening.people["Amina"]})
    console = house.console(Language.en)
    assert console.tap("groups", number=2).status_code == 200
    with evening.reading() as book:
        seated = {
            person_id
            for group in groups.live_groups(book, evening.id)
            for person_id in headcount.members(book, group.id)
        }
    assert seated == set(evening.people.values())
    evening.go_to(Step.sorting)
    for name in ("Amina", "Hodan"):
        assert house.phone(name).get().status_code == 200
    assert house.projector().get().status_code == 200


def test_of_one_kind_one_is_told_and_then_how_many_came_after_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(words: str) -> None:
        try:
            int(words)
        except ValueError as fault:
            tell("it failed", fault)

    with caplog.at_level(logging.ERROR):
        for number in range(50):
            fail(f"her own story {number}")
        assert len(caplog.records) == 1
        tell("something else failed", ValueError())
        assert len(caplog.records) == 2
        for kind, (at, met) in list(faults.told.items()):
            faults.told[kind] = (at - faults.SECONDS_A_KIND, met)
        fail("her own story again")
    told = caplog.records[-1].getMessage()
    assert "49 more like it" in told
    assert "story" not in told
