"""Plain HTTP as a browser speaks it: one connection kept open, cookies, and the headers of its own origin."""

import asyncio
import http.client
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

PATIENCE_SECONDS = 30
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """`location`: where it leads on. `sequence`: of the screen that it carries, 0 without one."""

    status: int
    body: str
    location: str = ""
    sequence: int = 0


class Browser:
    """`address`: of the server, like http://127.0.0.1:8000. `language`: what its person reads."""

    def __init__(self, address: str, language: str) -> None:
        self.address = address
        self._language = language
        self._cookies: dict[str, str] = {}
        self._turn = asyncio.Lock()
        parts = urlsplit(address)
        kind = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        self._connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE_SECONDS)

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    async def get(self, path: str, *, scripted: bool = False) -> Answer:
        return await self._ask("GET", path, None, scripted=scripted)

    async def post(self, path: str, pairs: Pairs, *, scripted: bool) -> Answer:
        return await self._ask("POST", path, urlencode(pairs), scripted=scripted)

    def close(self) -> None:
        self._connection.close()

    async def _ask(self, method: str, path: str, body: str | None, *, scripted: bool) -> Answer:
        async with self._turn:
            return await asyncio.to_thread(self._sent, method, path, body, scripted=scripted)

    def _sent(self, method: str, path: str, body: str | None, *, scripted: bool) -> Answer:
        headers = self._headers(scripted=scripted)
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.address}
        try:
            self._connection.request(method, path, body, headers)
            return self._heard()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # The server let go of a connection that was silent for long: a browser asks once more.
            self._connection.close()
            self._connection.request(method, path, body, headers)
            return self._heard()

    def _headers(self, *, scripted: bool) -> dict[str, str]:
        return {
            "Accept-Language": self._language,
            "Sec-Fetch-Site": "same-origin",
            **({"Cookie": self.cookie} if self._cookies else {}),
            **({"HX-Request": "true"} if scripted else {}),
        }

    def _heard(self) -> Answer:
        heard = self._connection.getresponse()
        body = heard.read().decode("utf-8", "replace")
        for line in heard.headers.get_all("Set-Cookie", []):
            self._cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        sequence = heard.headers.get("X-Sequence", "")
        location = heard.headers.get("Location", "")
        return Answer(heard.status, body, location, int(sequence) if sequence.isdigit() else 0)
