"""A minimal browser: HTTP on one persistent connection, cookies, and same-origin headers."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from email.message import Message
from http.client import parse_headers
from http.cookies import SimpleCookie
from io import BytesIO
from urllib.parse import urlencode, urlsplit

from app.frozen import frozen

PATIENCE_SECONDS = 30
Pairs = list[tuple[str, str]]


@frozen
class Answer:
    """An answer. `location`: of a redirect. `sequence`: of the screen in the body, or 0."""

    status: int
    body: str
    location: str = ""
    sequence: int = 0


class Browser:
    """A browser. `address`: of the server, like http://127.0.0.1:8000. `language`: Accept-Language."""

    def __init__(self, address: str, language: str) -> None:
        self.address = address
        self.language = language
        self._cookies: dict[str, str] = {}
        self._turn = asyncio.Lock()
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    async def get(self, path: str, *, scripted: bool = False) -> Answer:
        return await self._ask(
            self._request("GET", path, {"HX-Request": "true"} if scripted else {})
        )

    async def post(
        self, path: str, pairs: Pairs, has: Sequence[str] | None = None, opened: str = ""
    ) -> Answer:
        """`has`: for a post by the page's script, the digests of the parts shown.

        `opened`: the open panels.
        """
        said = {} if has is None else {"HX-Request": "true", "X-Has": ".".join(has)}
        said |= {"X-Open": opened} if opened else {}
        return await self._ask(self._request("POST", path, said, urlencode(pairs)))

    async def leave(self) -> None:
        """Closes the connection, and waits until it is closed."""
        line = self._line
        self._close()
        if line:
            with suppress(OSError):
                await line[1].wait_closed()

    def _close(self) -> None:
        if self._line:
            self._line[1].close()
        self._line = None

    async def _ask(self, request: bytes) -> Answer:
        """Raises OSError if the server cannot be reached or does not answer."""
        async with self._turn:
            try:
                try:
                    return await self._soon(request)
                except (ConnectionError, asyncio.IncompleteReadError):
                    # The server has closed the idle connection: a browser tries once more.
                    self._close()
                    return await self._soon(request)
            except asyncio.IncompleteReadError as error:
                self._close()
                raise ConnectionError("the line was cut") from error
            except BaseException:
                self._close()  # the rest of the answer may still come on this connection
                raise

    async def _soon(self, request: bytes) -> Answer:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self._sent(request)

    async def _sent(self, request: bytes) -> Answer:
        reader, writer = self._line = self._line or await self._connect()
        writer.write(request)
        await writer.drain()
        first, _, rest = (await reader.readuntil(b"\r\n\r\n")).partition(b"\r\n")
        headers = parse_headers(BytesIO(rest))
        body = (await _body(reader, headers)).decode("utf-8", "replace")
        for line in headers.get_all("Set-Cookie", []):
            self._cookies |= {name: cookie.value for name, cookie in SimpleCookie(line).items()}
        if headers.get("Connection", "").lower() == "close":
            self._close()
        sequence = headers.get("X-Sequence", "0")
        return Answer(int(first.split()[1]), body, headers.get("Location", ""), int(sequence))

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        parts = urlsplit(self.address)
        is_secure = parts.scheme == "https"
        port = parts.port or (443 if is_secure else 80)
        return await asyncio.open_connection(parts.hostname, port, ssl=is_secure or None)

    def _request(self, method: str, path: str, said: dict[str, str], body: str = "") -> bytes:
        headers = said | {
            "Host": urlsplit(self.address).netloc,
            "Accept-Language": self.language,
            "Sec-Fetch-Site": "same-origin",
        }
        if self._cookies:
            headers["Cookie"] = self.cookie
        if method == "POST":
            headers |= {
                "Origin": self.address,
                "Content-Type": "application/x-www-form-urlencoded",
                "Content-Length": str(len(body)),
            }
        told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"{method} {path} HTTP/1.1\r\n{told}\r\n{body}".encode()


async def _body(reader: asyncio.StreamReader, headers: Message) -> bytes:
    if headers.get("Transfer-Encoding", "").lower() != "chunked":
        return await reader.readexactly(int(headers.get("Content-Length", "0")))
    body = b""
    while size := int((await reader.readline()).split(b";")[0], 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body
