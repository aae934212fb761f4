"""Intents: what one tap means. One that arrives twice, or after a newer one, is recognised."""

from collections import OrderedDict
from collections.abc import Callable, Collection
from hashlib import blake2b
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.frozen import frozen
from app.method.act import Act
from app.method.refusals import RefusedError, others_first, overtaken
from app.models import Meeting, Operation

# Ends in memory, over all meetings. Nothing else bounds them: of what says what it was made on, each
# page that is loaded has ends of its own. Above this the one that was longest unused is forgotten.
MOST_REMEMBERED = 50_000
# What is stored is recognised until this many later acts of its meeting: more than an evening has.
ACTS_REMEMBERED = 20_000

_LONG_AGO = select(Operation.intent).where(
    col(Operation.meeting_id) == bindparam("meeting"), col(Operation.sequence) < bindparam("since")
)


@frozen
class Intent:
    """One tap, as its form describes it. `page`: a random id, new each time that a page is loaded.
    `seen`: the meeting's sequence that the page showed.

    `count`: which tap of that page it is; 0 without script, where `said`, a digest of the form,
    tells taps apart.
    `end`: what the act decides, of which the newest intent stands; an act and its inverse have the
    same. Empty if all stand. `whole`: an end of which it is a part, or empty. `holder`: whose end
    it is; empty if it is everybody's who may act. `adds`: see `Declared`; of a form of an office
    True, as each is recognised by itself. `leads`: where such a form leads once it is done; `{0}`
    in it stands for what the command returns.
    """

    page: str
    seen: int
    count: int
    said: str = ""
    holder: str = ""
    end: str = ""
    whole: str = ""
    adds: bool = False
    leads: str = ""

    @property
    def digest(self) -> str:
        """The digest by which an addition is recognised."""
        return _digest(self.page, self.count, self.holder, self.end, self.said)


@frozen
class _Newest:
    """The newest intent that was done for an end. `page`: of an end that is everybody's a digest of
    both, so that no two rows tell that they are of one page. `sequence`: the meeting's, after one
    of that end last changed something; 0 if none did. `sealed_under`: see `NotingBook`; of the last
    act of that end that sealed something.
    """

    page: str
    count: int
    said: str
    sequence: int
    sealed_under: int = 0


_Key = tuple[int, str, str]


class Intents:
    """Remembers which intents have been done. For the writer's thread only.

    What adds something, and the newest intent of each end that is everybody's, are saved in the
    same transaction, by digests, with the number of the tap on its page. The newest of an end with
    a holder is remembered in memory: on the disk it would tell who did what in which order. That of
    a sealed act is forgotten with the key of what it sealed. What belongs to no meeting, or to one
    that is erased, is remembered in memory too.

    Any thread may ask for `saved_leads`.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._newest: OrderedDict[_Key, _Newest] = OrderedDict()
        self._undoing: list[Callable[[], object]] = []
        self._leads: OrderedDict[str, str] = OrderedDict()
        self._unsaved_leads: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._newest)

    def is_done(self, book: Book, meeting_id: int, intent: Intent) -> bool:
        """Returns whether it need not be done: it has been done, or a newer one of the same page,
        or the same by another page. Raises RefusedError if another page has done something else
        that this page did not show yet.
        """
        if intent.adds and self.led(book, meeting_id, intent) is not None:
            return True
        return any(
            _is_older(intent, _page_at(intent, end), newest)
            for end in (intent.end, intent.whole)
            if end and (newest := self._newest_of(book, (meeting_id, intent.holder, end)))
        )

    def led(self, book: Book, meeting_id: int, intent: Intent) -> str | None:
        """As `saved_leads`, and also of what is about to be saved."""
        unsaved = self._unsaved_leads.get(intent.digest)
        return self.saved_leads(book, meeting_id, intent) if unsaved is None else unsaved

    def saved_leads(self, book: Book, meeting_id: int, intent: Intent) -> str | None:
        """Returns where what adds something led; None if it has not been done. `meeting_id`: 0 if
        it is not known.
        """
        digest = intent.digest
        if (kept := self._leads.get(digest)) is not None:
            return kept
        where: dict[str, Any] = {"meeting_id": meeting_id} if meeting_id else {}
        done = book.all(Operation, intent=digest, **where)
        return done[0].leads if done else None

    def remember(
        self, book: Book, act: Act, intent: Intent, *, changed: bool, leads: str = ""
    ) -> None:
        if intent.adds:
            self._note_done(book, act, intent.digest, leads)
        if not intent.end:
            return
        key = (act.meeting_id, intent.holder, intent.end)
        before = self._newest_of(book, key)
        sequence = act.sequence if changed else before.sequence if before else 0
        sealed_under = act.book.sealed_under or (before.sealed_under if before else 0)
        page = _page_at(intent, intent.end)
        newest = _Newest(page, intent.count, intent.said, sequence, sealed_under)
        if intent.holder:
            self._keep(key, newest)
        else:
            _save(book, act.meeting_id, _digest(intent.end), newest)

    def saved(self) -> None:
        self._undoing.clear()
        self._leads |= self._unsaved_leads
        self._unsaved_leads.clear()
        while len(self._leads) > self._most:
            self._leads.popitem(last=False)

    def not_saved(self) -> None:
        """Takes back what was remembered since the last `saved`: none of it is on the disk."""
        self._unsaved_leads.clear()
        while self._undoing:
            self._undoing.pop()()

    def forget_sealed(self, unsealed: Collection[int]) -> None:
        """Forgets the intents of what was sealed under the keys of these rounds and surveys, which
        are gone. Those of what is still sealed stay: of them too no older one may be done.
        """
        for key, newest in list(self._newest.items()):
            if newest.sealed_under in unsealed:
                del self._newest[key]

    def _note_done(self, book: Book, act: Act, digest: str, leads: str) -> None:
        where = act.meeting_id or act.made_id
        is_gone = act.disorders and not act.book.count(Meeting, id=where)
        if where and not is_gone:
            _save(book, where, digest, _Newest("", 0, "", act.sequence), leads)
        elif leads:
            self._unsaved_leads[digest] = leads

    def _newest_of(self, book: Book, key: _Key) -> _Newest | None:
        meeting_id, holder, end = key
        if holder:
            return self._newest.get(key)
        row = book.one(Operation, meeting_id=meeting_id, intent=_digest(end))
        return _Newest(row.page, row.count, row.said, row.sequence) if row else None

    def _keep(self, key: _Key, newest: _Newest) -> None:
        before = self._newest.pop(key, None)
        self._undoing.append(lambda: self._put_back(key, before))
        self._newest[key] = newest
        if len(self._newest) > self._most:
            self._newest.popitem(last=False)

    def _put_back(self, key: _Key, before: _Newest | None) -> None:
        self._newest.pop(key, None)
        if before:
            self._newest[key] = before


def _is_older(intent: Intent, page: str, newest: _Newest) -> bool:
    if newest.page == page:
        is_same = (intent.count, intent.said) == (newest.count, newest.said)
        return is_same or intent.count < newest.count
    if intent.seen >= newest.sequence:
        return False
    if intent.said != newest.said:
        raise RefusedError(overtaken if intent.holder else others_first)
    return True


def _save(book: Book, meeting_id: int, digest: str, newest: _Newest, leads: str = "") -> None:
    since = newest.sequence - ACTS_REMEMBERED
    for row in book.rows(_LONG_AGO, meeting=meeting_id, since=since):
        book.remove(Operation, meeting_id=meeting_id, intent=row.intent)
    book.put(
        Operation,
        ("meeting_id", "intent"),
        meeting_id=meeting_id,
        intent=digest,
        sequence=newest.sequence,
        page=newest.page,
        count=newest.count,
        said=newest.said,
        leads=leads,
    )


def _page_at(intent: Intent, end: str) -> str:
    return intent.page if intent.holder else _digest(intent.page, end)


def _digest(*told: object) -> str:
    return blake2b(repr(told).encode(), digest_size=16).hexdigest()
