"""What is done to an idea of the table where somebody sat before: it says that they sit at another one now."""

import pytest

from app.method import groups
from app.models import Idea, Placement
from app.vocabulary import Step
from tests.house import House, notice_of
from tests.web.test_new_marks import SITS_ELSEWHERE

WORDS = {"revision": 1, "title": "Kvällsbibliotek", "what": "", "who": ""}
LATE: list[tuple[Step, str, dict[str, object]]] = [
    (Step.ideas, "", WORDS),
    (Step.ideas, "/dropped", {}),
    (Step.axis, "/placement", {"effort": 20, "impact": 80}),
    (Step.axis, "/spread", {}),
    (Step.axis, "/settled", {"effort": 20, "impact": 80}),
    (Step.axis, "/proposed", {}),
]


@pytest.mark.parametrize(
    ("step", "act", "fields"), LATE, ids=[act or "words" for _, act, _ in LATE]
)
def test_it_is_not_done_and_the_phone_says_why(
    house: House, step: Step, act: str, fields: dict[str, object]
) -> None:
    evening, phone = house.evening, house.phone("Amina")
    evening.go_to(Step.ideas)
    phone.tap("ideas", title="Läxkafé", what="", who="")
    evening.go_to(step)
    evening.do(groups.move, evening.people["Amina"], evening.groups[2])
    (before,) = evening.all(Idea)
    answer = phone.tap(f"ideas/{before.id}{act}", **fields)
    assert (answer.status_code, notice_of(answer.text)) == (409, SITS_ELSEWHERE)
    assert (evening.all(Idea), evening.all(Placement)) == ([before], [])


def test_an_idea_that_came_along_is_worked_on_at_once(house: House) -> None:
    evening, phone = house.evening, house.phone("Amina")
    evening.go_to(Step.ideas)
    phone.tap("ideas", title="Läxkafé", what="", who="")
    (idea,) = evening.all(Idea)
    console = house.console()
    merged = console.tap("groups/merged", kept_id=evening.groups[2], away_id=evening.groups[1])
    assert merged.status_code == 200
    assert phone.tap(f"ideas/{idea.id}", **WORDS).status_code == 200
