"""How to reach people who want to take part: given freely, sealed, for the coordinator alone.

Contacts are erased when they are not needed any more. The key for sealing is derived from the key
file, so that the database alone tells nobody how to reach anybody.
"""

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.encryption import decrypted, encrypted
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act, Member
from app.method.agreement import AGREED, forget_contact, takes_part
from app.method.declaring import done_by
from app.method.doers import Who
from app.method.refusals import action_gone, not_taking_part, require
from app.method.rules import own_row
from app.method.sealing import as_bytes
from app.method.sent import GivenBackWords, Secret
from app.models import AgreedAction, Contact
from app.models.column_kinds import new_id

PURPOSE = b"contact"

_OF_MEETING = (
    select(Contact.id)
    .join(AgreedAction, col(AgreedAction.id) == col(Contact.agreed_action_id))
    .where(col(AgreedAction.meeting_id) == bindparam("meeting_id"))
)


@done_by(
    Who.person,
    "actions/{action_id}/contact",
    open_in=AGREED,
    undone_by="actions/{action_id}/contact/withdrawn",
)
def give(act: Act, member: Member, action_id: int, contact: GivenBackWords, secret: Secret) -> None:
    """Stores an e-mail address or telephone number as written. Another replaces the first."""
    action = own_row(act, AgreedAction, action_id)
    require(action_gone if action.dropped else None)
    is_in = takes_part(act.book, action_id, member.person_id)
    require(None if is_in else not_taking_part)
    given = wordings.line(contact, LIMIT.contact)
    forget_contact(act, member, action_id)
    contact_id = new_id()
    row = Contact(
        id=contact_id,
        agreed_action_id=action_id,
        person_id=member.person_id,
        sealed=_sealed(secret, contact_id, given),
    )
    act.book.add(row)


@done_by(
    Who.person,
    "actions/{action_id}/contact/withdrawn",
    after_the_end=True,
    undone_by="actions/{action_id}/contact",
)
def take_back(act: Act, member: Member, action_id: int) -> None:
    """Removes the contact. Allowed for as long as it and the phone are kept, so that nobody has to
    ask for it.
    """
    own_row(act, AgreedAction, action_id)
    forget_contact(act, member, action_id)


def erase_of(act: Act, action_id: int) -> None:
    """Erases the contacts of one action: the coordinator needs them no longer."""
    own_row(act, AgreedAction, action_id)
    act.book.remove(Contact, agreed_action_id=action_id)


def erase_of_dropped(act: Act) -> None:
    """Erases the contacts of actions that were taken away: once the meeting has ended, nobody needs
    them, and no phone shows them to those who left them.
    """
    for action in act.book.all(AgreedAction, meeting_id=act.meeting_id, dropped=True):
        act.book.remove(Contact, agreed_action_id=action.id)


def erase_all(act: Act) -> None:
    """Erases all contacts of the meeting, those of dropped actions too."""
    for contact in _all(act.book, act.meeting_id):
        act.book.remove(Contact, id=contact.id)


def by_action(book: Book, meeting_id: int, secret: bytes) -> dict[int, list[str]]:
    """For the coordinator: contacts by agreed action, sorted, so that no order of arrival shows."""
    by_action: dict[int, list[str]] = {}
    for contact in _all(book, meeting_id):
        by_action.setdefault(contact.agreed_action_id, []).append(_opened(secret, contact))
    return {action_id: sorted(contacts) for action_id, contacts in by_action.items()}


def opened_by_id(book: Book, meeting_id: int, secret: bytes) -> dict[int, str]:
    """The contacts by id, for carrying the meeting to an installation with another key file."""
    return {contact.id: _opened(secret, contact) for contact in _all(book, meeting_id)}


def sealed_anew(secret: bytes, contact_id: int, words: str) -> bytes:
    return _sealed(secret, contact_id, words)


def _all(book: Book, meeting_id: int) -> list[Contact]:
    rows = book.rows(_OF_MEETING, meeting_id=meeting_id)
    contacts = (book.one(Contact, id=row.id) for row in rows)
    return [contact for contact in contacts if contact]


def _sealed(secret: bytes, contact_id: int, words: str) -> bytes:
    # Padded to the same length, so that a short number and a long address look alike.
    padded = words.encode().ljust(LIMIT.contact * 4, b"\0")
    return encrypted(secret, PURPOSE, padded, as_bytes(contact_id))


def _opened(secret: bytes, contact: Contact) -> str:
    padded = decrypted(secret, PURPOSE, contact.sealed, as_bytes(contact.id))
    return padded.rstrip(b"\0").decode()
