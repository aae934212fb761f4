"""The floor: what such a program cannot well do without, and nothing else. Frozen: see `goals.FLOOR`.

Bare ASGI on the same server; a plain writer that commits what waits together, on the disk; one frame of 4 kB to every
socket. No meeting, nobody's name, nothing rendered. `python floor.py PORT DATABASE`.
"""

import asyncio
import json
import queue
import sqlite3
import sys
import threading
from typing import Any

import uvicorn

FRAME_BYTES = 4096
MOST_TOGETHER = 64
Message = dict[str, Any]


class Floor:
    def __init__(self, database: str) -> None:
        self._database = database
        self._waiting: queue.SimpleQueue[asyncio.Future[int]] = queue.SimpleQueue()
        self._sockets: dict[int, Any] = {}
        self._sequence = 0
        self._telling: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Message, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "websocket":
            await self._attend(receive, send)
        else:
            await self._act(scope, receive, send)

    async def _live(self, receive: Any, send: Any) -> None:
        await receive()
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._write, daemon=True).start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})

    async def _attend(self, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "text": frame(self._sequence)})
        self._sockets[id(send)] = send
        try:
            while (await receive())["type"] != "websocket.disconnect":
                pass
        finally:
            del self._sockets[id(send)]

    async def _act(self, scope: Message, receive: Any, send: Any) -> None:
        while (await receive()).get("more_body"):
            pass
        sequence = self._sequence
        if scope["method"] == "POST":
            done = self._loop.create_future()
            self._waiting.put(done)
            sequence = await done
        headers = [(b"content-length", b"2"), (b"x-sequence", str(sequence).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"ok"})

    def _write(self) -> None:
        book = sqlite3.connect(self._database, isolation_level=None)
        book.execute("PRAGMA journal_mode=WAL")
        book.execute("PRAGMA synchronous=FULL")
        book.execute("CREATE TABLE IF NOT EXISTS act (id INTEGER PRIMARY KEY, words TEXT)")
        while True:
            together = [self._waiting.get()]
            while len(together) < MOST_TOGETHER and not self._waiting.empty():
                together.append(self._waiting.get())
            book.execute("BEGIN IMMEDIATE")
            for _ in together:
                book.execute("INSERT INTO act (words) VALUES ('more')")
            book.execute("COMMIT")
            self._loop.call_soon_threadsafe(self._done, together)

    def _done(self, together: list[asyncio.Future[int]]) -> None:
        """Who acted is answered first; then all are told, once."""
        for done in together:
            self._sequence += 1
            if not done.done():
                done.set_result(self._sequence)
        telling = asyncio.create_task(self._tell(frame(self._sequence)))
        self._telling.add(telling)
        telling.add_done_callback(self._telling.discard)

    async def _tell(self, words: str) -> None:
        for send in list(self._sockets.values()):
            await send({"type": "websocket.send", "text": words})


def frame(sequence: int) -> str:
    head = json.dumps({"sequence": sequence, "content": ""})[:-2]
    return f'{head}{"x" * (FRAME_BYTES - len(head) - 2)}"}}'


if __name__ == "__main__":
    uvicorn.run(
        Floor(sys.argv[2]),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        loop="asyncio",
        http="h11",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=20,
    )
