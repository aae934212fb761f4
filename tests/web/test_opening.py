"""The opening by its doors: the principles on the wall, and the sessions that were held."""

import re

from app.method.preparing.gatherings import Held, add_gathering
from app.models import PopulationGroup, Principle
from app.vocabulary import Shown, Step
from tests.house import Browser, House

LANGUAGE = {"en": "Arabic", "sv": "arabiska"}


def test_the_principles_stand_on_the_wall_in_both_languages(house: House) -> None:
    house.evening.go_to(Step.opening)
    console, wall = house.console(), house.projector()
    prepared = len(house.evening.all(Principle))
    assert 'id="principles"' not in wall.screen()
    console.tap("wall", what=Shown.principles, subject="")
    shown = wall.screen()
    assert shown.partition('id="principles"')[2].count("<li>") == prepared > 0
    assert 'id="principles"' in console.screen(), "they are read aloud from here"


def test_of_a_session_of_few_nobody_in_the_hall_reads_how_many_they_were(
    house: House, remote: Browser
) -> None:
    evening = house.evening
    evening.go_to(Step.opening)
    group = evening.all(PopulationGroup)[0].id
    place = {"en": "Björkhuset", "sv": "Björkhuset"}
    evening.do(add_gathering, Held(group, "2026-09-28", 3, place, LANGUAGE, place))
    for screen in (house.projector().screen(), house.phone("Amina").screen(), remote.screen()):
        told = screen[screen.index("Björkhuset") :].split("</li>")[0].split("</p>")[:3]
        assert not re.search(r"(?<![\w-])3(?![\w-])", re.sub("<[^>]*>", " ", " ".join(told))), told
