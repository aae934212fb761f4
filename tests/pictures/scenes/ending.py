"""The survey, and the end of the evening."""

import time

from app.method import ending, survey
from app.models import SurveyQuestion
from app.vocabulary import Step
from tests.pictures.hall import Hall
from tests.pictures.scene import CONSOLE, PHONE, WALL, Scene, nothing
from tests.pictures.taps import refused
from tests.pictures.words import THOUGHTS


def _answer(hall: Hall) -> None:
    """My next question; the others of my table are through at once."""
    hall.do(survey.skip, hall.me, _questions(hall)[_answered(hall)].id)
    hall.kept["answered"] = _answered(hall) + 1


def _answered(hall: Hall) -> int:
    return int(hall.kept.get("answered", 0))


def _questions(hall: Hall) -> list[SurveyQuestion]:
    return hall.all(SurveyQuestion, "position", meeting_id=hall.meeting_id)


def _until(kind: str) -> Scene:
    def act(hall: Hall) -> None:
        while _questions(hall)[_answered(hall)].kind != kind:
            _answer(hall)

    return Scene(f"survey: {kind}", act, (PHONE,))


def _through(hall: Hall) -> None:
    while _answered(hall) < len(_questions(hall)):
        _answer(hall)
    free = next(question for question in _questions(hall) if question.kind == "free")
    for mate in hall.mates:
        hall.do(survey.answer, mate, free.id, None, THOUGHTS[hall.written_in])
        for question in _questions(hall):
            if question.id != free.id:
                hall.do(survey.skip, mate, question.id)


def _keep_open(hall: Hall) -> None:
    """Until tomorrow, and the laptop stays on."""
    hall.do(survey.keep_open, int(time.time()) + 20 * 3600)


def _ended_in(step: Step) -> Scene:
    """The meeting is opened again, goes back to the step, and ends there."""

    def end(hall: Hall) -> None:
        hall.do(ending.end, ended=False)
        hall.go(step)
        hall.do(ending.end, ended=True)

    return Scene(f"ended in {step}", end, (CONSOLE,))


SURVEY = (
    Scene("survey: begun", lambda hall: hall.go(Step.survey), (PHONE, WALL, CONSOLE)),
    Scene("survey: a shared phone", Hall.share, (PHONE,)),
    Scene("survey: the table's phone", Hall.host, (PHONE,)),
    Scene("survey: one alone again", Hall.be_own, ()),
    _until("actions"),
    _until("free"),
    Scene("survey: refused", nothing, (PHONE.after(refused("form[id^=survey]")),)),
    Scene("survey: open until tomorrow", _keep_open, (PHONE, WALL, CONSOLE)),
    Scene("survey: through", _through, (PHONE, WALL, CONSOLE)),
)

THE_END = (
    Scene("thanks", lambda hall: hall.go(Step.thanks), (PHONE, WALL, CONSOLE)),
    Scene(
        "ended",
        lambda hall: hall.do(ending.end, ended=True),
        (PHONE, WALL, CONSOLE),
    ),
    _ended_in(Step.agreement),
    _ended_in(Step.groups),
)

SCENES = (*SURVEY, *THE_END)
