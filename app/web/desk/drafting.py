"""The draft of a form: stored while somebody types, and dropped when it is not wanted."""

from fastapi import APIRouter, Request, Response

from app.method.preparing import typed
from app.method.refusals import Refusal, RefusedError, unknown_field
from app.web.desk.door import Signed, route, shown, write
from app.web.desk.typed_drafts import AT, keep_typed, keeps, page_of
from app.web.forms import Form, read_anything
from app.web.once import judged_once, leading


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    return await shown(request, "missing", None, refusal=refusal, status=status)


router = APIRouter(route_class=route(_refused))


@router.post(AT)
async def note(request: Request, signed: Signed) -> Response:
    """Stores what the page sends while somebody types."""
    form = await read_anything(request)
    await keep_typed(request, signed.id, _path(form), form)
    return Response(status_code=204)


@router.post(AT + "/dropped")
async def throw_away(request: Request, signed: Signed) -> Response:
    path = _path(await judged_once(request, await read_anything(request)))
    done = await write(request, None, lambda act: typed.drop(act, signed.id, path), page_of(path))
    return leading(done.leads)


def _path(form: Form) -> str:
    if not keeps(form["form"]):
        raise RefusedError(unknown_field)
    return form["form"]
