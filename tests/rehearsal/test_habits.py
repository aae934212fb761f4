"""What a simulated person does is what helps the rehearsal to find out whether everything can be done."""

from random import Random

from app.method import axis, ideas
from app.rehearsal.deeds import OF_PEOPLE, Ledger
from app.rehearsal.habits import Habits
from app.rehearsal.markup import read_screen
from app.rehearsal.nature import Nature
from app.rehearsal.room import FAST, RehearsalRoom
from app.vocabulary import Step
from tests.house import House

PATIENT = Nature(language="sv", haste=1.0, talk=0.0, doubt=0.0, patience=1.0)


def test_who_was_first_at_a_table_lets_the_others_place_the_idea_too(house: House) -> None:
    """Otherwise nobody gets to see where a group lies if the computer is so busy that the others come late."""
    evening = house.evening
    evening.go_to(Step.ideas)
    idea_id = evening.do(ideas.write, evening.member("Amina"), "Språkkafé", "", "")
    evening.go_to(Step.axis)
    evening.do(axis.place, evening.member("Amina"), idea_id, 30, 70)
    screen = read_screen(house.phone("Amina").screen())
    ledger = Ledger()
    ledger.done.update(deed for deed in OF_PEOPLE if deed.path != "ideas/#/spread")

    def settles(looks: int) -> int:
        chance = Random(1)  # noqa: S311 -- has to be repeatable
        room = RehearsalRoom(FAST, chance, ledger, print)
        habits = Habits(PATIENT, chance, room, f"/{house.code}")
        chosen = [habits.choose(screen)[0] for _ in range(looks)]
        return sum(offer is not None and offer.path == "ideas/#/settled" for offer in chosen)

    assert 0 < settles(4000) < 40
    ledger.done.update(OF_PEOPLE)
    assert settles(100) > 20


def test_who_can_place_two_ideas_places_both(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    for title in ("Språkkafé", "Gemensam trädgård"):
        evening.do(ideas.write, evening.member("Amina"), title, "", "")
    evening.go_to(Step.axis)
    screen = read_screen(house.phone("Amina").screen())
    ledger = Ledger()
    ledger.done.update(OF_PEOPLE)
    for seed in range(20):
        chance = Random(seed)  # noqa: S311 -- has to be repeatable
        room = RehearsalRoom(FAST, chance, ledger, print)
        habits = Habits(PATIENT, chance, room, f"/{house.code}")
        chosen = [habits.choose(screen)[0] for _ in range(20)]
        placed = {
            offer.form.action for offer in chosen if offer and offer.path == "ideas/#/placement"
        }
        assert len(placed) == 2
