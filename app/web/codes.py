"""Which meeting a code belongs or belonged to: read once, then kept in memory."""

from fastapi.concurrency import run_in_threadpool

from app.db import Database
from app.method.people.admitting import of_code


class Codes:
    """Meeting ids by code. An entry stays right, because a code is never given to another meeting.
    It does not prove that the meeting still exists: callers look it up by its id.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[str, int] = {}

    async def meeting_of(self, code: str) -> int | None:
        code = code.upper()
        if code not in self._known:
            meeting_id = await run_in_threadpool(self._read, code)
            if meeting_id is None:
                return None
            self._known[code] = meeting_id
        return self._known[code]

    def _read(self, code: str) -> int | None:
        with self._database.reading() as book:
            return of_code(book, code)
