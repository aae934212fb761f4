"""The writer's own connection to the database: opened when there is none, closed when it is of no
use.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from app.db import Book, Database
from app.faults import Lasting, tell
from app.models import Text, Wording
from app.models.column_kinds import new_id
from app.trouble import StoreError, Trouble, trouble_of
from app.vocabulary import Language

# More than a group of acts writes: a disk that has room for this is not full again at the next tap.
TRIAL = " " * 65_536


class Store:
    """For one thread only. `owes`: what was removed still has to be erased from the disk. `tells`:
    so has the order in which rows came.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Any = None
        self._lingering = Lasting("what was removed is still on the disk")
        self.owes = False
        self.tells = False

    def open(self) -> None:
        self._connection = self._database.writing_connection()

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):  # it is thrown away, and there will be a new one
                connection.close()

    @contextmanager
    def transaction(self) -> Iterator[Book]:
        """What is written inside is committed on the disk afterwards. If not, or if nobody can
        know, a `StoreError` says why.

        Nobody can know when the network or the disk fails during the COMMIT itself. The act may be
        repeated in any case: it either sets a wanted end, or adds something and saves the digest of
        its intent along with it.
        """
        try:
            if self._connection is None:
                self.open()
            book = Book(self._connection, self._database.dialect)
            book.execute("BEGIN IMMEDIATE" if self._database.is_sqlite else "BEGIN")
            yield book
            book.execute("COMMIT")
        except Exception as error:
            raise StoreError(self._backed_out(error)) from error

    def try_out(self, book: Book) -> None:
        """Writes and removes some words: only this tells whether the disk has room for them."""
        text, wording = Text(id=new_id()), new_id()
        book.add(text)
        book.add(Wording(id=wording, text_id=text.id, language=Language.en, words=TRIAL))
        book.remove(Wording, id=wording)
        book.remove(Text, id=text.id)

    def forget_removed(self) -> None:
        """Erases what was removed from the disk too. `owes` stays True while another program reads
        the data.
        """
        self.owes = True
        self.owes = not self._database.forget_removed(self._connection)
        self._lingering.note("another program reads it" if self.owes else "")

    def write_anew(self) -> None:
        """Rewrites the file. Until then rows lie in the order in which they came; afterwards in
        that of their keys, which are random.
        """
        self.tells = True
        if self._database.is_sqlite:
            self._connection.execute("VACUUM")
        self.tells = False

    def _backed_out(self, error: Exception) -> Trouble:
        """Rolls back and returns the cause. The connection is kept if the disk is full or the data
        is locked, since a new one might not be had; else it is closed.
        """
        # SQLite sometimes ends the transaction by itself; then only the earlier error tells why.
        cause = error.__context__
        trouble = trouble_of(error) or (trouble_of(cause) if cause else None)
        if trouble is None:
            tell("a group of changes could not be written", error)
        try:
            self._connection.rollback()
        except Exception:  # noqa: BLE001 -- whatever it is, a new connection is free of it
            self.close()
        if trouble not in (Trouble.full, Trouble.held):
            self.close()
        return trouble or Trouble.broken
