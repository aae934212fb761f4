"""Coordinators and their sessions. Passwords arrive hashed; cookies are stored as hashes."""

import hashlib
import secrets

from app.db import Book
from app.limits import DAY, LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.refusals import Refusal, RefusedError, require
from app.models import Coordinator, Meeting, Municipality, Round, SignIn
from app.vocabulary import N_, Language

SESSION_SECONDS = LIMIT.session_hours * 60 * 60
# For so long after its end a session still tells whose page sent something, so that text typed
# there is kept.
KNOWN_SECONDS = LIMIT.desk_days * DAY
password_short = Refusal(
    "password_short", N_("The password is too short: at least %(limit)s characters.")
)
password_long = Refusal(
    "password_long", N_("The password is too long: at most %(limit)s characters.")
)
password_simple = Refusal(
    "password_simple",
    N_("The password is too simple: it has fewer than %(limit)s different characters."),
)
passwords_differ = Refusal("passwords_differ", N_("The two passwords are not the same."))
wrong_password = Refusal("wrong_password", N_("The name or the password is wrong. Try again."))
wrong_present_password = Refusal(
    "wrong_present_password",
    N_("That is not the password you have now. Nothing has been changed. Try again."),
)
too_many_tries = Refusal("too_many_tries", N_("Too many tries. Wait %(seconds)s s and try again."))
name_taken = Refusal("name_taken", N_("Somebody else here has that name. Choose another one."))
has_coordinator = Refusal(
    "has_coordinator", N_("This program already has a coordinator. Sign in instead.")
)


def new_password_refusal(password: str, again: str) -> Refusal | None:
    if len(password) < LIMIT.shortest_password:
        return password_short.saying(limit=LIMIT.shortest_password)
    # A longer password would only keep the hashing busy.
    if len(password) > LIMIT.password:
        return password_long.saying(limit=LIMIT.password)
    if len(set(password)) < LIMIT.fewest_letters:
        return password_simple.saying(limit=LIMIT.fewest_letters)
    return None if password == again else passwords_differ


def is_first_run(book: Book) -> bool:
    return book.count(Coordinator) == 0


def set_up(act: Act, login: str, password_hash: str, language: Language, token: str = "") -> str:
    """Makes the first coordinator and signs in; returns the session's token."""
    require(None if is_first_run(act.book) else has_coordinator)
    own = act.book.one(Municipality, is_sample=False)
    made = Coordinator(
        login=login_of(login),
        password_hash=password_hash,
        language=language,
        municipality_id=own.id if own else None,
    )
    act.book.add(made)
    return sign_in(act, made.id, token)


def login_of(typed: str) -> str:
    """A login name as it is kept and shown: one line."""
    return wordings.line(typed, LIMIT.title)


def sign_in(act: Act, coordinator_id: int, token: str = "") -> str:
    """Opens a session, removes old ones, and returns its token, which nobody else ever sees: a new
    one, unless it is given. One that has been opened by this token stays as it is.
    """
    for session in act.book.all(SignIn, coordinator_id=coordinator_id):
        if session.until + KNOWN_SECONDS <= act.now:
            act.book.remove(SignIn, id=session.id)
    token = token or secrets.token_urlsafe(32)
    if act.book.one(SignIn, token_hash=hashed(token)):
        return token
    until = act.now + SESSION_SECONDS
    act.book.add(SignIn(coordinator_id=coordinator_id, token_hash=hashed(token), until=until))
    return token


def sign_out(act: Act, token: str) -> None:
    """Ends the session at once. It stays known whose it was for `KNOWN_SECONDS`."""
    act.book.change(SignIn, {"token_hash": hashed(token)}, until=act.now)


def signed_in(book: Book, token: str, now: int) -> Coordinator | None:
    """The coordinator whose open session has this token, or None."""
    session = book.one(SignIn, token_hash=hashed(token))
    if session is None or session.until <= now:
        return None
    return book.one(Coordinator, id=session.coordinator_id)


def was_signed_in(book: Book, token: str) -> int | None:
    """The id of the coordinator whose open or ended session this is; None if it is unknown."""
    session = book.one(SignIn, token_hash=hashed(token)) if token else None
    return session.coordinator_id if session else None


def named(typed: str) -> str:
    """The typed name in a form for comparing, without case. Empty if it cannot be a login name."""
    try:
        return login_of(typed).casefold()
    except RefusedError:
        return ""


def by_login(book: Book, login: str) -> Coordinator | None:
    wanted = named(login)
    return next(
        (
            coordinator
            for coordinator in book.all(Coordinator)
            if named(coordinator.login) == wanted
        ),
        None,
    )


def may_prepare(book: Book, coordinator: Coordinator, meeting_id: int) -> bool:
    """A coordinator may prepare the meetings of the own municipality, and the sample."""
    meeting = book.one(Meeting, id=meeting_id)
    round_ = book.one(Round, id=meeting.round_id) if meeting else None
    whose = book.one(Municipality, id=round_.municipality_id) if round_ else None
    return whose is not None and (whose.is_sample or whose.id == coordinator.municipality_id)


def rename(act: Act, coordinator_id: int, login: str) -> None:
    wanted = login_of(login)
    namesake = by_login(act.book, wanted)
    require(name_taken if namesake and namesake.id != coordinator_id else None)
    act.book.change(Coordinator, {"id": coordinator_id}, login=wanted)


def set_password(act: Act, coordinator_id: int, password_hash: str, token: str = "") -> None:
    """Sets a new password. Ends every session at once, except the one with this token."""
    act.book.change(Coordinator, {"id": coordinator_id}, password_hash=password_hash)
    for session in act.book.all(SignIn, coordinator_id=coordinator_id):
        if session.token_hash != hashed(token):
            act.book.change(SignIn, {"id": session.id}, until=min(session.until, act.now))


def speak(act: Act, coordinator_id: int, language: Language) -> None:
    act.book.change(Coordinator, {"id": coordinator_id}, language=language)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
