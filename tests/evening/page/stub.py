"""A stub server of one page: it sends what the test tells it to, and nothing by itself.

It keeps the program's contract with the page (one `#screen` and its parts, frames, heartbeats,
answers with its mark), and does what the program never does: an old frame, a dead connection, a
late answer. It also plays a box in between (a captive portal) that answers in the server's place.
"""

import asyncio
import json
import re
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import time
from urllib.parse import parse_qs

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.assembly import digested
from app.assets import bundles
from app.rehearsal.markup import digests_of
from app.web.guard import OWN_HEADER
from tests.environment import PATIENCE

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
SHELL = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Stub</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css"><script src="/page.js" defer></script></head>
<body data-sequence="{sequence}" data-epoch="{epoch}" data-now="{now}" data-built="one" hx-target:inherited="#screen"
 hx-sync:inherited="queue last">
<div id="notice" role="alert" data-lacks="Täytä tämä" data-full="Täynnä"></div>
<div id="offline" hidden>No contact</div>
<div id="unsent" hidden>Not sent yet</div>
{main}
<div id="connection" hx-ws:connect="/ABC2345/live" hidden data-silence="{silence}"
 data-patience="80" data-lasting="{lasting}"></div>
</body></html>"""
STYLE = "button, summary { min-height: 48px } .plane { width: 200px; height: 200px; touch-action: none }"

# What a box answers instead: it may look like a screen, and claim to be newer than any.
TERMS = '<main id="screen"><h1>Accept the terms</h1><form><button>I accept</button></form></main>'

Fields = dict[str, str]


@dataclass(frozen=True)
class Box:
    """A box in between that answers scripts. `location`: to which it redirects posts instead."""

    status: int
    location: str = ""


class Stub:
    """What the page gets, and what it has sent. Safe to use from the test's own thread."""

    def __init__(self) -> None:
        self.sequence = 1
        self.epoch = 1
        self.screen = "<p>Empty</p>"
        self.after = ""  # the screen after a post is accepted; empty: unchanged
        self.status = 200
        self.fresh_status = 200  # for a screen that the page's script asks for
        self.box: Box | None = None
        self.boxed: list[str] = []
        self.notice = ""
        self.silence = 25000
        self.lasting = 30000
        self.built = "one"
        self.ahead = 0
        self.refuses_sockets = False
        self.beats_first = False
        self.posts: list[tuple[str, Fields]] = []
        self.intents: list[str] = []  # of each post
        self.gets: list[str] = []
        self.opened = 0
        self.sockets: set[WebSocket] = set()
        self.gate = asyncio.Event()
        self.gate.set()
        self.changed = threading.Condition()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.address = ""

    # -- called by the test

    def push(self, screen: str, sequence: int | None = None) -> None:
        """Push a screen to every socket; without a sequence it is a newer one."""
        if sequence is None:
            self.sequence += 1
            self.screen = screen
            sequence = self.sequence
        self.tell(frame(screen, sequence, self.epoch))

    def push_parts(self, screen: str, *names: str) -> None:
        """Push a newer screen as a frame with these parts only."""
        self.sequence += 1
        self.screen = screen
        told = frame(screen, self.sequence, self.epoch)
        told["parts"] = {name: part(screen, name) for name in names}
        del told["screen"]
        self.tell(told)

    def beat(self) -> None:
        self.tell({"beat": self.sequence, "built": self.built})

    def tell(self, message: dict[str, object]) -> None:
        self._run(self._tell(json.dumps(message)))

    def close(self, code: int) -> None:
        self._run(self._close(code))

    def hold_answers(self) -> None:
        self._run(self._set_gate(is_open=False))

    def let_answers_go(self) -> None:
        self._run(self._set_gate(is_open=True))

    def wait_for(self, happened: Callable[[], bool]) -> None:
        """Wait until `happened` is true after a request of the page."""
        with self.changed:
            assert self.changed.wait_for(happened, PATIENCE), "the page did not come"

    def _run(self, work: Coroutine[None, None, None]) -> None:
        assert self.loop is not None
        asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)

    def _tell_test(self) -> None:
        with self.changed:
            self.changed.notify_all()

    async def _tell(self, text: str) -> None:
        for socket in list(self.sockets):
            await socket.send_text(text)

    async def _close(self, code: int) -> None:
        for socket in list(self.sockets):
            await socket.close(code)

    async def _set_gate(self, *, is_open: bool) -> None:
        if is_open:
            self.gate.set()
        else:
            self.gate.clear()

    # -- called by the page

    async def show(self, request: Request) -> Response:
        self.loop = asyncio.get_running_loop()
        is_script = "HX-Request" in request.headers
        if self.box and is_script and not self.box.location:
            return self._boxed(request, self.box)
        self.gets.append("true" if is_script else "page")
        self._tell_test()
        return self._answer(request, self.fresh_status if is_script else 200, "")

    async def take(self, request: Request) -> Response:
        if self.box:
            return self._boxed(request, self.box)
        fields = parse_qs((await request.body()).decode(), keep_blank_values=True)
        said = {name: ",".join(values) for name, values in fields.items()}
        self.intents.append(said.pop("intent", ""))
        self.posts.append((request.url.path.rsplit("/", 1)[1], said))
        if self.status < 300:
            self.sequence += 1
            self.screen = self.after or self.screen
        self._tell_test()
        answer = self._answer(request, self.status, self.notice)
        await self.gate.wait()
        return answer

    def _boxed(self, request: Request, box: Box) -> Response:
        self.boxed.append(request.method)
        self._tell_test()
        headers = {"Location": box.location} if box.location else {"X-Sequence": "999"}
        return HTMLResponse(TERMS, box.status, headers)

    def _answer(self, request: Request, status: int, notice: str) -> Response:
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", OWN_HEADER: "1"}
        if request.headers.get("HX-Request"):
            told = {**frame(self.screen, self.sequence, self.epoch), "said": notice}
            return JSONResponse(told, status, headers)
        page = SHELL.format(
            sequence=self.sequence,
            epoch=self.epoch,
            now=int(time()) + self.ahead,
            main=main(self.screen),
            silence=self.silence,
            lasting=self.lasting,
        )
        return HTMLResponse(page, status, headers)

    async def live(self, socket: WebSocket) -> None:
        self.loop = asyncio.get_running_loop()
        await socket.accept()
        self.opened += 1
        if self.refuses_sockets:
            await socket.close(4403)
            return
        if self.beats_first:
            await socket.send_text(json.dumps({"beat": self.sequence, "built": self.built}))
        await socket.send_text(json.dumps(frame(self.screen, self.sequence, self.epoch)))
        self.sockets.add(socket)
        self._tell_test()
        try:
            await socket.receive_text()
        except WebSocketDisconnect:
            pass
        finally:
            self.sockets.discard(socket)


def main(screen: str) -> str:
    """The screen in its `<main>` with its digest, to which the parts' content does not count."""
    begins = '<main id="screen" tabindex="-1"'
    own = re.sub(r'<div id="(\w+)" data-v=.*?</div>', r"\1", screen)
    digest = digested("screen", f"{begins}>{own}</main>").digest
    return f'{begins} data-v="{digest}">{screen}</main>'


def part(screen: str, name: str) -> str:
    start = screen.index(f'<div id="{name}"')
    return screen[start : screen.index("</div>", start) + len("</div>")]


def frame(screen: str, sequence: int, epoch: int) -> dict[str, object]:
    whole = main(screen)
    told = {"epoch": epoch, "sequence": sequence, "digests": " ".join(digests_of(whole))}
    return {**told, "screen": whole}


async def script(_: Request) -> Response:
    words = b";\n".join(bundles()[name].content for name in ("live.js", "phone.js"))
    return Response(words, media_type="text/javascript")


async def terms(_: Request) -> Response:
    return HTMLResponse(TERMS)


async def style(_: Request) -> Response:
    return PlainTextResponse(STYLE, media_type="text/css")


class House:
    """One server for many stubs in turn: `stub` answers now."""

    def __init__(self) -> None:
        self.stub = Stub()

    async def show(self, request: Request) -> Response:
        return await self.stub.show(request)

    async def take(self, request: Request) -> Response:
        return await self.stub.take(request)

    async def live(self, socket: WebSocket) -> None:
        await self.stub.live(socket)

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/page.js", script),
            Route("/page.css", style),
            Route("/terms", terms),
            Route("/ABC2345", self.show),
            Route("/ABC2345/{noun}", self.take, methods=["POST"]),
            WebSocketRoute("/ABC2345/live", self.live),
        ]


@contextmanager
def serving(house: House) -> Iterator[int]:
    """Serve until the block ends, on a free port of this machine, which is yielded."""
    app = Starlette(routes=house.routes())
    config = uvicorn.Config(
        app, port=0, log_config=None, log_level="critical", timeout_graceful_shutdown=0
    )
    server = uvicorn.Server(config)
    listening = config.bind_socket()
    listening.listen(64)  # the browser may connect before the thread has started
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
