"""Prepared owners: bodies and offices that could start an action and are told beforehand."""

from app.db import Book
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.days import day
from app.method.preparing import basket
from app.method.preparing.order import behind
from app.method.preparing.translations import new_text, reword
from app.method.rules import own_row
from app.method.wordings import Words
from app.models import PreparedOwner


def owners(book: Book, meeting_id: int) -> list[PreparedOwner]:
    return book.all(PreparedOwner, meeting_id=meeting_id, order=("position",))


def add_owner(act: Act, name: Words) -> int:
    made = PreparedOwner(
        meeting_id=act.meeting_id,
        position=behind(owners(act.book, act.meeting_id)),
        name_id=new_text(act, name, LIMIT.title),
    )
    act.book.add(made)
    return made.id


def set_owner(act: Act, owner_id: int, name: Words, told_on: str) -> None:
    """`told_on`: ISO, or empty if the owner has not been told yet."""
    owner = own_row(act, PreparedOwner, owner_id)
    reword(act, owner.name_id, name, LIMIT.title)
    act.book.change(PreparedOwner, {"id": owner.id}, told_on=day(told_on))


def remove_owner(act: Act, owner_id: int) -> None:
    basket.put(act, PreparedOwner, own_row(act, PreparedOwner, owner_id))


def named(act: Act, words: str) -> dict[str, str]:
    """The names, in all languages, of the prepared owner that is called so in one; else empty."""
    for owner in owners(act.book, act.meeting_id):
        said = wordings.said(act.book, owner.name_id)
        if words.casefold() in {name.casefold() for name in said.values()}:
            return said
    return {}
