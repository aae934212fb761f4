"""National goals and indicators: the checklist, figures by year, statements about the law."""

from fastapi import APIRouter, Request, Response

from app.hall_clock import today
from app.languages import WRITTEN_TAGS
from app.limits import LIMIT
from app.method.act import Act
from app.method.followup import national, statements
from app.method.followup.national import NewFigure
from app.models.years import Attained, Indicator, Measure, Stated, Unit
from app.web.desk import stored_afterwards
from app.web.desk.door import Signed, change, route
from app.web.desk.fields import read_typed, words_from
from app.web.desk.showing import MEETING, MEETINGS, back_to_page, refused
from app.web.desk.stored_fields import met
from app.web.once import Command, read_once

AT = MEETING + "/goals"
FIGURE = ("indicator", "year", "unit", "value", "asked", "source", "people")
YEARS = (LIMIT.first_figure_year, LIMIT.last_figure_year)

router = APIRouter(route_class=route(refused))


@router.post(AT + "/measures/{measure}")
async def check(request: Request, meeting_id: int, measure: Measure, _signed: Signed) -> Response:
    form = await read_typed(request, (*WRITTEN_TAGS, "attained"))

    def command(act: Act) -> None:
        sent = met(form, stored_afterwards.measure(act.book, meeting_id, measure))
        attained = sent.one_of(Attained, "attained")
        national.check(act, measure, attained, words_from(form), today())

    return await _changed(request, meeting_id, command, f"#{measure}")


@router.post(AT + "/figures")
async def add_figure(request: Request, meeting_id: int, _signed: Signed) -> Response:
    form = await read_typed(request, FIGURE)
    new = NewFigure(
        indicator=form.one_of(Indicator, "indicator"),
        year=form.number("year", *YEARS),
        unit=form.one_of(Unit, "unit"),
        value=form["value"],
        asked=form["asked"],
        source=form["source"],
        people=form.number("people", 0, LIMIT.answered) if form["people"].strip() else None,
    )
    return await _changed(
        request, meeting_id, lambda act: national.add_figure(act, new), "#figures"
    )


@router.post(AT + "/figures/{figure_id:int}/removed")
async def remove_figure(
    request: Request, meeting_id: int, figure_id: int, _signed: Signed
) -> Response:
    await read_once(request, ())
    return await _changed(
        request, meeting_id, lambda act: national.remove_figure(act, figure_id), "#figures"
    )


@router.post(AT + "/stated/{stated}")
async def state(request: Request, meeting_id: int, stated: Stated, _signed: Signed) -> Response:
    form = await read_typed(request, (*WRITTEN_TAGS, "source", "dated_on"))

    def command(act: Act) -> None:
        sent = met(form, stored_afterwards.stated(act.book, meeting_id, stated))
        statements.state(act, stated, words_from(form), sent["source"], sent["dated_on"])

    return await _changed(request, meeting_id, command, f"#{stated}")


router.add_api_route(AT + "/{form:path}", back_to_page)


async def _changed(request: Request, meeting_id: int, command: Command, place: str) -> Response:
    return await change(request, meeting_id, command, f"{MEETINGS}/{meeting_id}/goals{place}")
