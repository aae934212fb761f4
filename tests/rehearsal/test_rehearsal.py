"""A rehearsal: a whole evening by screens alone. It finds a missing button, and nothing of it remains."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app import assembly, templating
from app.method.preparing import packs, planning
from app.models import Card, ProgrammeRow
from app.rehearsal.room import FAST
from app.rehearsal.run import Rehearsal, RehearsalPlan, Venue
from app.settings import Settings
from app.vocabulary import Step
from tests.house import House
from tests.rehearsal.test_copy import contents

CARDS = 4


@pytest.fixture
def small_house(house: House) -> House:
    """With a pack that is soon sorted."""
    evening = house.evening
    for card_id in evening.ids(Card)[CARDS:]:
        evening.do(packs.remove_card, card_id)
    return house


@pytest.fixture
def without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str, str], None]]:
    """Deletes some words from a template, for this test alone."""
    folder = shutil.copytree(templating.TEMPLATES, tmp_path / "templates")
    monkeypatch.setattr(templating, "TEMPLATES", folder)

    def delete(name: str, words: str) -> None:
        whole = (folder / name).read_text("utf-8")
        assert whole.count(words) == 1
        (folder / name).write_text(whole.replace(words, ""), "utf-8")
        forget()

    def forget() -> None:
        templating.environment.cache_clear()
        assembly.forget()

    yield delete
    monkeypatch.undo()
    forget()


def rehearsed(house: House) -> Rehearsal:
    state = house.app.state.house
    place = Venue(house.settings, state.database, state.writer, house.address, house.address)
    rehearsal = Rehearsal(place, RehearsalPlan(house.evening.id, 9, FAST, chance=1))
    rehearsal.begin()
    rehearsal.play()
    return rehearsal


def files(settings: Settings) -> set[Path]:
    return {*settings.data.rglob("*"), *settings.keys.rglob("*")}


@pytest.mark.long  # nine simulated people act by chance: not on a computer that is busy with other tests
def test_the_console_offers_every_button_that_an_evening_needs(small_house: House) -> None:
    faults = rehearsed(small_house).faults
    # What people do is chance: on a busy computer not all of it is done by nine.
    assert [fault for fault in faults if not fault.startswith("Nobody could")] == []


@pytest.mark.long
def test_nine_people_play_a_whole_evening_and_nothing_of_it_remains(small_house: House) -> None:
    settings = small_house.settings
    before = contents(small_house.evening.database), files(settings)
    rehearsal = rehearsed(small_house)
    assert rehearsal.faults == []
    assert rehearsal.ledger.acts > 120
    assert rehearsal.ledger.compared > 60
    assert (contents(small_house.evening.database), files(settings)) == before
    on_disk = b"".join(file.read_bytes() for file in settings.data.glob("meeting.db*"))
    assert "Aloitetaan pienestä".encode() not in on_disk


@pytest.mark.long
def test_a_deleted_button_is_missed_by_whoever_needed_it(
    small_house: House, without: Callable[[str, str], None]
) -> None:
    show = '_("Show our choices"), id="spread-" ~ s.card_id, kind="button-text", fresh=true'
    laid = 'name="laying", value=s.laying'
    without("sorting/below.html", f'{{{{ act(at ~ "/spread", {show}, {laid}) }}}}')
    hide = '"titles-down", _("Hide the titles"), what="axis_titles"'
    without("axis/wall_acts.html", '{{ act(s.at, "wall/down", ' + hide + ") }}")
    assert rehearsed(small_house).faults == [
        'At axis the console offers no "titles-down".',
        "Nobody could show spread (cards/#/spread): no screen offered it, or it was never accepted.",
        "No facilitator could hide the titles on the axis: no screen offered it, or it was never accepted.",
    ]


@pytest.mark.long
def test_without_the_way_on_the_evening_ends_where_it_is(
    small_house: House, without: Callable[[str, str], None]
) -> None:
    without("console/parts/go.html", '<button class="next-button{{ " next-later" if s.act }}">')
    assert "There is no way on from before." in rehearsed(small_house).faults


@pytest.mark.long
@pytest.mark.parametrize(
    "left_out", [(Step.supper, Step.axis), (Step.groups,), (Step.survey, Step.vote)]
)
def test_a_meeting_without_some_step_and_with_a_speech_is_rehearsed_without_a_fault(
    small_house: House, left_out: tuple[Step, ...]
) -> None:
    evening = small_house.evening
    for step in left_out:
        evening.do(planning.leave_out, evening.all(ProgrammeRow, kind=step)[0].id)
    for _ in range(2):
        evening.do(planning.place_row, evening.do(planning.add_pause), 3)
    assert rehearsed(small_house).faults == []
