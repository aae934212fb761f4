"""The presenter's posts: the slide beside the one that is on, and the language of this browser. Nothing else."""

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from app.languages import HALL_LANGUAGES
from app.method import results
from app.method.results import Slide
from app.vocabulary import Theme
from app.web.doors import PresenterVisit, spoken
from app.web.forms import Form
from app.web.joining import speaking

router = APIRouter(prefix="/presenter/{meeting_id}")


@router.post("/slide")
async def turn(visit: PresenterVisit) -> Response:
    form = await visit.form("row_id", "theme", "seen_row_id", "seen_theme")
    wanted, seen = _slide(form, ""), _slide(form, "seen_")
    return await visit.act(lambda act, _: results.turn(act, wanted, seen))


@router.post("/language")
async def change_language(visit: PresenterVisit) -> Response:
    """Of this browser alone."""
    form = await visit.form("language")
    language = spoken(visit.house.settings, form["language"], HALL_LANGUAGES)
    return speaking(RedirectResponse(visit.path, 303), language)


def _slide(form: Form, prefix: str) -> Slide:
    theme = form.one_of(Theme, f"{prefix}theme") if form.get(f"{prefix}theme") else None
    return Slide(form.id(f"{prefix}row_id"), theme)
