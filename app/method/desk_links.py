"""Single-use links to the desk, for a colleague without account or a locked-out coordinator."""

import secrets

from app.db import Book
from app.limits import DAY, LIMIT
from app.method import accounts
from app.method.act import Act
from app.method.refusals import NotYoursError, require
from app.models import Coordinator, DeskLink
from app.vocabulary import Language

OPEN_SECONDS = LIMIT.desk_link_days * DAY


def for_colleague(act: Act, municipality_id: int | None, token: str) -> None:
    """Makes a link to an account of this municipality. `token`: its secret, which is not stored."""
    _make(act, DeskLink(municipality_id=municipality_id, token_hash="", until=0), token)


def for_locked_out(act: Act, login: str) -> str:
    """Makes a link to set a new password. Without a login: for the only coordinator there is."""
    known = act.book.all(Coordinator)
    coordinator = (
        accounts.by_login(act.book, login) if login else known[0] if len(known) == 1 else None
    )
    if coordinator is None:
        raise NotYoursError
    token = secrets.token_urlsafe(24)
    _make(act, DeskLink(coordinator_id=coordinator.id, token_hash="", until=0), token)
    return token


def valid(book: Book, token: str, now: int) -> DeskLink | None:
    link = book.one(DeskLink, token_hash=accounts.hashed(token))
    return link if link and link.until > now else None


def use(
    act: Act, token: str, login: str, password_hash: str, language: Language, session: str
) -> None:
    """Sets the password or makes the account, and opens this session; the link is used up."""
    link = valid(act.book, token, act.now)
    if link is None:
        raise NotYoursError
    act.book.change(DeskLink, {"id": link.id}, until=act.now)
    if link.coordinator_id is not None:
        accounts.set_password(act, link.coordinator_id, password_hash)
        accounts.sign_in(act, link.coordinator_id, session)
        return
    wanted = accounts.login_of(login)
    require(accounts.name_taken if accounts.by_login(act.book, wanted) else None)
    made = Coordinator(
        login=wanted,
        password_hash=password_hash,
        language=language,
        municipality_id=link.municipality_id,
    )
    act.book.add(made)
    accounts.sign_in(act, made.id, session)


def _make(act: Act, link: DeskLink, token: str) -> None:
    """Stores the link, but not its secret. Removes links that have long run out. One of this secret
    that is known stays as it is: asked for again, a link that is used up opens nothing.
    """
    for earlier in act.book.all(DeskLink):
        if earlier.until + OPEN_SECONDS <= act.now:
            act.book.remove(DeskLink, id=earlier.id)
    link.token_hash, link.until = accounts.hashed(token), act.now + OPEN_SECONDS
    if act.book.one(DeskLink, token_hash=link.token_hash) is None:
        act.book.add(link)
