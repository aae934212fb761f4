"""The coordinator's own account; and links for a colleague, or for somebody locked out."""

import time
from functools import partial

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from app.method import accounts, desk_links
from app.method.act import Act
from app.method.refusals import NotYoursError, Refusal, RefusedError, require
from app.models import DeskLink
from app.web.desk import passwords, stored_afterwards
from app.web.desk.addresses import base_of
from app.web.desk.door import Signed, change, offered, route, shown, write
from app.web.desk.fields import read_typed
from app.web.desk.showing import back_to_form, back_to_page
from app.web.desk.signing_in import SESSION, TRIES, session_again, with_session
from app.web.desk.stored_fields import met
from app.web.desk.typed_drafts import COOKIE, HOME
from app.web.house import house_of
from app.web.once import read_once, token_of

OWN = f"{HOME}/account"
LINK = f"{HOME}/link/"


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    if (answer := await back_to_form(request, refusal, status)) is not None:
        return answer
    if not request.url.path.startswith(LINK):
        return await shown(request, "own", None, refusal=refusal, status=status)
    link = await _link(request, request.path_params["token"])
    return await shown(request, "link", link, refusal=refusal, status=status)


router = APIRouter(route_class=route(_refused))


@router.get(OWN)
async def own_page(request: Request, _signed: Signed) -> Response:
    return await shown(request, "own", None)


@router.post(OWN + "/name")
async def rename(request: Request, signed: Signed) -> Response:
    form = await read_typed(request, {"login"})

    def command(act: Act) -> None:
        sent = met(form, stored_afterwards.account(act.book, signed.id))
        accounts.rename(act, signed.id, sent["login"])

    return await change(request, None, command, OWN)


@router.post(OWN + "/password")
async def set_password(request: Request, signed: Signed) -> Response:
    form = await read_once(request, {"now", "password", "again"})
    require(TRIES.begin((str(signed.id), "password")))
    if not await passwords.matches(form["now"], signed.password_hash):
        raise RefusedError(accounts.wrong_present_password)
    TRIES.succeeded((str(signed.id), "password"))
    require(accounts.new_password_refusal(form["password"], form["again"]))
    hashed, token = await passwords.hashed(form["password"]), request.cookies.get(COOKIE, "")
    return await change(
        request, None, lambda act: accounts.set_password(act, signed.id, hashed, token), OWN
    )


@router.post(OWN + "/colleagues")
async def invite(request: Request, signed: Signed) -> Response:
    """Shows the link for a colleague, this once: its secret is not stored. Sent again, the form
    shows the same link.
    """
    await read_once(request, (), again=None)
    token, whose = token_of(request, "colleague"), signed.municipality_id
    await write(request, None, lambda act: desk_links.for_colleague(act, whose, token), OWN)
    base = await run_in_threadpool(base_of, request)
    return await shown(request, "own", f"{base}{LINK}{token}")


router.add_api_route(OWN + "/{form}", back_to_page)


@router.get(LINK + "{token}")
async def link_page(request: Request, token: str) -> Response:
    return await shown(request, "link", await _link(request, token))


@router.post(LINK + "{token}")
async def come_in(request: Request, token: str) -> Response:
    form = await read_once(
        request, {"login", "password", "again", "language"}, again=partial(session_again, request)
    )
    await _link(request, token)
    language = offered(form["language"])
    require(accounts.new_password_refusal(form["password"], form["again"]))
    hashed = await passwords.hashed(form["password"])
    session = token_of(request, SESSION)
    await write(
        request,
        None,
        lambda act: desk_links.use(act, token, form.get("login", ""), hashed, language, session),
        HOME,
    )
    return with_session(request, session, HOME)


async def _link(request: Request, token: str) -> DeskLink:
    """Raises NotYoursError for a link that is used or has expired."""

    def read() -> DeskLink | None:
        with house_of(request).database.reading() as book:
            return desk_links.valid(book, token, int(time.time()))

    if (link := await run_in_threadpool(read)) is None:
        raise NotYoursError
    return link
