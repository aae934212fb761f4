"""Signing in: the first coordinator by a link, all others by name and password."""

import hmac
from functools import partial

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from app.db import Database
from app.links import derived
from app.method import accounts
from app.method.refusals import NotYoursError, Refusal, RefusedError, require
from app.models import Coordinator
from app.settings import Settings
from app.web.desk import passwords
from app.web.desk.door import SIGN_IN, Signed, offered, route, shown, write
from app.web.desk.typed_drafts import COOKIE, HOME
from app.web.house import house_of
from app.web.once import leading, read_once, token_of

FIRST = "/coordinator/first/"
SESSION = "session"
TRIES = passwords.Tries()


def first_run_link(settings: Settings, database: Database, base_url: str) -> str:
    """Returns the address of the first visit: to choose a password or, once done, the desk."""
    with database.reading() as book:
        is_first = accounts.is_first_run(book)
    return base_url + (FIRST + _first_token(settings) if is_first else HOME)


async def _refused(request: Request, refusal: Refusal, status: int) -> Response:
    page = "first" if request.url.path.startswith(FIRST) else "sign_in"
    return await shown(request, page, request.url.path, refusal=refusal, status=status)


router = APIRouter(route_class=route(_refused))


@router.get(FIRST + "{token}")
async def first(request: Request, token: str) -> Response:
    if not await _opens(request, token):
        return RedirectResponse(HOME, 303)
    return await shown(request, "first", request.url.path)


@router.post(FIRST + "{token}")
async def set_up(request: Request, token: str) -> Response:
    form = await read_once(
        request, {"login", "password", "again", "language"}, again=partial(session_again, request)
    )
    if not await _opens(request, token):
        return RedirectResponse(HOME, 303)
    login, language = accounts.login_of(form["login"]), offered(form["language"])
    require(accounts.new_password_refusal(form["password"], form["again"]))
    hashed = await passwords.hashed(form["password"])
    session = token_of(request, SESSION)
    await write(
        request, None, lambda act: accounts.set_up(act, login, hashed, language, session), HOME
    )
    return with_session(request, session, HOME)


@router.get(SIGN_IN)
async def sign_in_page(request: Request) -> Response:
    return await shown(request, "sign_in", request.url.path)


@router.post(SIGN_IN)
async def sign_in(request: Request) -> Response:
    form = await read_once(
        request, {"login", "password", "to"}, again=partial(session_again, request)
    )
    account = await _account(request, form["login"], form["password"])
    session, to = token_of(request, SESSION), _ours(form.get("to", ""))
    await write(request, None, lambda act: accounts.sign_in(act, account.id, session), to)
    return with_session(request, session, to)


@router.post("/coordinator/sign-out")
async def sign_out(request: Request) -> Response:
    await read_once(request, ())
    token = request.cookies.get(COOKIE, "")
    # The cookie is worthless then, but stays: it tells whose draft a text is that another open tab
    # still sends.
    done = await write(request, None, lambda act: accounts.sign_out(act, token), SIGN_IN)
    return leading(done.leads)


@router.post("/coordinator/language")
async def speak(request: Request, signed: Signed) -> Response:
    form = await read_once(request, {"language", "at"})
    language, to = offered(form["language"]), _ours(form["at"])
    done = await write(request, None, lambda act: accounts.speak(act, signed.id, language), to)
    return leading(done.leads)


async def _account(request: Request, login: str, password: str) -> Coordinator:
    """Returns the account of this name and password. An unknown name takes as long as a wrong
    password, so the time does not tell which names exist.
    """
    who = (request.client.host if request.client else "", accounts.named(login))
    require(TRIES.begin(who))
    account = await run_in_threadpool(_by_login, house_of(request).database, login)
    if not await passwords.matches(password, account.password_hash if account else None):
        raise RefusedError(accounts.wrong_password)
    TRIES.succeeded(who)
    assert account is not None  # noqa: S101 -- only an account's password can match
    return account


def _by_login(database: Database, login: str) -> Coordinator | None:
    with database.reading() as book:
        return accounts.by_login(book, login)


async def _opens(request: Request, token: str) -> bool:
    """Whether the first-run link is still needed. Raises NotYoursError for a wrong one."""
    right = _first_token(house_of(request).settings)
    if not hmac.compare_digest(right.encode(), token.encode("utf-8", "replace")):
        raise NotYoursError
    return await run_in_threadpool(_is_first_run, house_of(request).database)


def _is_first_run(database: Database) -> bool:
    with database.reading() as book:
        return accounts.is_first_run(book)


def _first_token(settings: Settings) -> str:
    return derived(settings.secret, "first-run")


def _ours(path: str) -> str:
    """Returns the path if it is a page of the desk; else the first page, never another site."""
    return path if path == HOME or path.startswith(HOME + "/") else HOME


def session_again(request: Request, to: str) -> Response:
    """Leads there with the session that this form has opened before."""
    return with_session(request, token_of(request, SESSION), to)


def with_session(request: Request, token: str, to: str) -> Response:
    response = leading(to)
    base_url = house_of(request).settings.base_url
    response.set_cookie(
        COOKIE,
        token,
        max_age=accounts.SESSION_SECONDS,
        path=HOME,
        httponly=True,
        samesite="lax",
        secure=bool(base_url and base_url.startswith("https:")),
    )
    return response
