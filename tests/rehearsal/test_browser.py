"""The line of a simulated person to the server."""

import asyncio
from contextlib import suppress

from app.rehearsal.browser import Browser
from tests.environment import PATIENCE

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
TURNS = 60  # of the loop: an answer is there long before


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(ANSWER)
    writer.close()


async def _is_stopped_after(turns: int, browser: Browser) -> bool:
    """Whether somebody who would ask for ever is stopped by being told to once, so many turns after they began."""

    async def ask_on() -> None:
        while True:
            await browser.get("/")

    await browser.get("/")
    asking = asyncio.create_task(ask_on())
    for _ in range(turns):
        await asyncio.sleep(0)
    asking.cancel()
    return bool((await asyncio.wait([asking], timeout=PATIENCE))[0])


def test_who_is_told_to_stop_stops_also_while_an_answer_comes() -> None:
    async def every_moment() -> None:
        async with await asyncio.start_server(_serve, "127.0.0.1", 0) as server:
            host, port = server.sockets[0].getsockname()
            browser = Browser(f"http://{host}:{port}", "en")
            for turns in range(TURNS):
                assert await _is_stopped_after(turns, browser), turns
            await browser.leave()

    asyncio.run(every_moment())
