"""Coordinators and their open sessions. Passwords come here hashed; of a session's cookie only the hash is kept."""

import hashlib
import secrets

from app.db import Book
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.refusals import Refusal, RefusedError, require
from app.models import Coordinator, SignIn
from app.vocabulary import N_, Language

SESSION_SECONDS = 14 * 60 * 60
# Longer ones would only keep the hashing busy.

password_short = Refusal(
    "password_short", N_("The password is too short: at least %(limit)s characters.")
)
password_long = Refusal(
    "password_long", N_("The password is too long: at most %(limit)s characters.")
)
passwords_differ = Refusal("passwords_differ", N_("The two passwords are not the same."))
wrong_password = Refusal("wrong_password", N_("The name or the password is wrong. Try again."))
too_many_tries = Refusal(
    "too_many_tries", N_("Too many tries. Wait %(seconds)s seconds and try again.")
)
has_coordinator = Refusal(
    "has_coordinator", N_("This program already has a coordinator. Sign in instead.")
)


def new_password_refusal(password: str, again: str) -> Refusal | None:
    if len(password) < LIMIT.shortest_password:
        return password_short.saying(limit=LIMIT.shortest_password)
    if len(password) > LIMIT.password:
        return password_long.saying(limit=LIMIT.password)
    return None if password == again else passwords_differ


def is_first_run(book: Book) -> bool:
    return book.count(Coordinator) == 0


def set_up(act: Act, login: str, password_hash: str, language: Language) -> str:
    """The first coordinator, signed in at once; returns the session's token."""
    require(None if is_first_run(act.book) else has_coordinator)
    made = Coordinator(login=login_of(login), password_hash=password_hash, language=language)
    act.book.add(made)
    return sign_in(act, made.id)


def login_of(typed: str) -> str:
    """A login name as it is kept: one line, and capitals are the same as small letters."""
    return wordings.line(typed, LIMIT.title).casefold()


def sign_in(act: Act, coordinator_id: int) -> str:
    """Opens a session and returns its token, which nobody else ever sees. Sessions that have run out go."""
    for session in act.book.all(SignIn, coordinator_id=coordinator_id):
        if session.until <= act.now:
            act.book.remove(SignIn, id=session.id)
    token = secrets.token_urlsafe(32)
    until = act.now + SESSION_SECONDS
    act.book.add(SignIn(coordinator_id=coordinator_id, token_hash=_hashed(token), until=until))
    return token


def sign_out(act: Act, token: str) -> None:
    act.book.remove(SignIn, token_hash=_hashed(token))


def signed_in(book: Book, token: str, now: int) -> Coordinator | None:
    """Whose session this token opens, or None."""
    session = book.one(SignIn, token_hash=_hashed(token))
    if session is None or session.until <= now:
        return None
    return book.one(Coordinator, id=session.coordinator_id)


def by_login(book: Book, login: str) -> Coordinator | None:
    try:
        return book.one(Coordinator, login=login_of(login))
    except RefusedError:  # what cannot be a name is nobody's
        return None


def speak(act: Act, coordinator_id: int, language: Language) -> None:
    act.book.change(Coordinator, {"id": coordinator_id}, language=language)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
