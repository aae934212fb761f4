"""Intents: what somebody means by one tap. Known again when it comes twice, and when something newer has been done."""

from collections import OrderedDict
from collections.abc import Callable, Collection
from hashlib import blake2b

from sqlalchemy import bindparam
from sqlmodel import col, select

from app.db import Book
from app.frozen import frozen
from app.method.act import Act
from app.method.refusals import RefusedError, overtaken
from app.models import Operation

# Ends of all meetings together; a phone has at most as many as its screens have forms.
MOST_REMEMBERED = 50_000
# What was added is known again while so many acts of its meeting follow: more than an evening has.
ACTS_REMEMBERED = 20_000

_LONG_AGO = select(Operation.intent).where(
    col(Operation.meeting_id) == bindparam("meeting"), col(Operation.sequence) < bindparam("since")
)


@frozen
class Intent:
    """`page`: drawn anew each time that a page is loaded; `seen`: the meeting's sequence that it showed.

    `count`: which tap of that page it is; 0 without script, where what was `said` tells them apart. `holder`: whose
    newest one stands. `end`: of what it says the wanted end; an act and what undoes it have the same. `adds`: see
    `Declared`.
    """

    page: str
    seen: int
    count: int
    said: str = ""
    holder: str = ""
    end: str = ""
    adds: bool = False

    @property
    def mark(self) -> str:
        """By this alone what adds something is known again."""
        told = repr((self.page, self.count, self.holder, self.end, self.said))
        return blake2b(told.encode(), digest_size=16).hexdigest()


@frozen
class _Newest:
    """The newest intent that was done for an end. `sequence`: of the meeting, afterwards."""

    page: str
    count: int
    said: str
    sequence: int
    is_sealed: bool


_Key = tuple[int, str, str]


class Intents:
    """Of the writer's thread alone.

    Of what says a wanted end the newest is remembered, here and never on the disk, where it would tell who did what in
    which order; of sealed acts until what they sealed is gone. Of what adds something a mark is saved along with it.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._newest: OrderedDict[_Key, _Newest] = OrderedDict()
        self._undoing: list[Callable[[], object]] = []

    def __len__(self) -> int:
        return len(self._newest)

    def is_done(self, book: Book, meeting_id: int, intent: Intent) -> bool:
        """Done before, or a newer one of its page. Raises RefusedError where a newer one is another page's."""
        if intent.adds:
            return bool(book.one(Operation, meeting_id=meeting_id, intent=intent.mark))
        newest = self._newest.get((meeting_id, intent.holder, intent.end))
        if newest is None:
            return False
        if newest.page != intent.page:
            if intent.seen < newest.sequence:
                raise RefusedError(overtaken)
            return False
        is_same = (intent.count, intent.said) == (newest.count, newest.said)
        return is_same or intent.count < newest.count

    def remember(self, book: Book, act: Act, intent: Intent, *, changed: bool) -> None:
        if intent.adds:
            _save(book, act, intent.mark)
            return
        key = (act.meeting_id, intent.holder, intent.end)
        before = self._newest.pop(key, None)
        self._undoing.append(lambda: self._put_back(key, before))
        sequence = act.sequence if changed else act.sequence - 1
        is_sealed = bool(act.woken) or (before is not None and before.is_sealed)
        self._newest[key] = _Newest(intent.page, intent.count, intent.said, sequence, is_sealed)
        if len(self._newest) > self._most:
            self._newest.popitem(last=False)

    def saved(self) -> None:
        self._undoing.clear()

    def not_saved(self) -> None:
        """Nothing that was remembered since the last `saved` is on the disk."""
        while self._undoing:
            self._undoing.pop()()

    def forget_sealed(self, meetings: Collection[int]) -> None:
        """What was sealed may have gone, and so does what tells of it."""
        for key, one in list(self._newest.items()):
            if one.is_sealed and key[0] in meetings:
                del self._newest[key]

    def _put_back(self, key: _Key, before: _Newest | None) -> None:
        self._newest.pop(key, None)
        if before:
            self._newest[key] = before


def _save(book: Book, act: Act, mark: str) -> None:
    since = act.sequence - ACTS_REMEMBERED
    for row in book.rows(_LONG_AGO, meeting=act.meeting_id, since=since):
        book.remove(Operation, meeting_id=act.meeting_id, intent=row.intent)
    book.add(Operation(meeting_id=act.meeting_id, intent=mark, sequence=act.sequence))
