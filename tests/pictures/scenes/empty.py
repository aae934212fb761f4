"""A meeting for which nothing is prepared, with one person in it: what stands where something would be."""

from app.method import on_the_wall
from app.method.preparing import planning
from app.method.preparing.planning import PlannedRow
from app.vocabulary import METHOD_STEPS, Shown, Step
from tests.pictures.hall import Hall
from tests.pictures.scene import CONSOLE, PHONE, WALL, Scene


def _alone(hall: Hall) -> None:
    hall.join_alone()
    hall.projector(present=False)


def _at(hall: Hall, step: Step) -> None:
    hall.go(step)
    if step is Step.picture:
        hall.do(on_the_wall.show, Shown.picture)


def _go(step: Step) -> Scene:
    return Scene(f"empty: {step}", lambda hall: _at(hall, step), (PHONE, WALL, CONSOLE))


def _speech(hall: Hall) -> None:
    row_id = hall.do(planning.add_pause)
    words = {"sv": "Kommundirektören har ordet", "fi": "Kunnanjohtajan puheenvuoro"}
    hall.do(planning.plan, {row_id: PlannedRow(10, words)}, "")
    hall.go(Step.pause)


SCENES = (
    Scene("empty: before", _alone, (PHONE, WALL, CONSOLE)),
    *(_go(step) for step in METHOD_STEPS),
    Scene("a speech between", _speech, (PHONE, WALL, CONSOLE)),
)
