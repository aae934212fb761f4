"""The screens of the survey: a question at a time on a phone; the wall tells how many are through, and no answer."""

from app.models import SurveyQuestion
from app.vocabulary import Language, Step
from tests.house import Browser, House
from tests.web.elements import tree

WORDS = "I learnt to listen"


def asked(phone: Browser) -> list[str]:
    """The questions that stand on a phone."""
    return [question.said for question in tree(phone.screen()).all("h2", kind="question")]


def answer_all(house: House, name: str) -> None:
    scale, which, free = house.evening.ids(SurveyQuestion)
    phone = house.phone(name)
    for path, fields in (
        (f"survey/{scale}", {"level": "4"}),
        (f"survey/{which}/skipped", {}),
        (f"survey/{free}", {"words": WORDS}),
    ):
        assert phone.tap(path, **fields).status_code == 200


def test_a_phone_asks_one_question_at_a_time_in_its_own_language(house: House) -> None:
    evening, phone = house.evening, house.phone("Olena")
    evening.go_to(Step.survey)
    for number, question in enumerate(evening.ids(SurveyQuestion), 1):
        assert asked(phone) == [f"Question {number} (en)"]
        assert f"Question {number} of 3" in phone.screen()
        phone.tap(f"survey/{question}/skipped")
    assert asked(phone) == []
    assert "All your answers are saved." in phone.screen()


def test_the_last_answer_can_be_changed_from_the_next_question_and_when_all_are_given(
    house: House,
) -> None:
    evening, phone = house.evening, house.phone("Olena")
    evening.go_to(Step.survey)
    assert "Change the last answer" not in phone.screen()
    first, *_, last = evening.ids(SurveyQuestion)
    phone.tap(f"survey/{first}/skipped")
    assert f'action="{phone.path}/survey/{first}/taken-back"' in phone.screen()
    answer_all(house, "Olena")
    assert f'action="{phone.path}/survey/{last}/taken-back"' in phone.screen()


def test_the_wall_and_the_console_tell_how_many_are_through_and_nobody_what_was_answered(
    house: House,
) -> None:
    evening, wall, console = house.evening, house.projector(), house.console(Language.en)
    evening.go_to(Step.survey)
    assert tree(wall.screen()).one(id="through").said.startswith("0 av 15 är klara")
    answer_all(house, "Olena")
    assert tree(wall.screen()).one(id="through").said.startswith("1 av 15 är klara")
    assert tree(console.screen()).one(id="survey-through").said.startswith("1 of 15")
    for screen in (wall, console, house.phone("Amina")):
        assert WORDS not in screen.screen()


def test_once_it_is_closed_a_phone_asks_nothing_and_says_why(house: House) -> None:
    evening, console, phone = house.evening, house.console(), house.phone("Olena")
    evening.go_to(Step.survey)
    answer_all(house, "Amina")
    evening.go_to(Step.thanks)
    assert asked(phone) == ["Question 1 (en)"], "who has not finished gets it first"
    for act in ("ended", "reopened"):
        assert console.tap(act).status_code == 200
    evening.go_to(Step.survey)
    assert asked(phone) == []
    assert "The survey is closed" in phone.screen()
