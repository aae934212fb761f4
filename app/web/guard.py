"""What holds for every request: a known host name, no act from another origin, nothing fetched
ahead, and headers on each answer.
"""

from functools import cache, lru_cache, partial
from math import ceil

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.addresses import Names, origin_of
from app.live.writer import LONGEST_PAUSE
from app.settings import Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# By this header a page tells the program's own answers from those of whatever stands in between,
# such as a captive portal.
OWN_HEADER = "X-More-Of-This"
POLICY = "Content-Security-Policy"
# "same-origin", not "no-referrer": with the latter a form without script would send `Origin: null`.
HEADERS = {
    POLICY: CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    OWN_HEADER: "1",
}

# These concern pages only. On each style sheet and font they would only be more to fetch.
OF_PAGES = frozenset({"X-Robots-Tag", "Permissions-Policy", "X-Frame-Options"})
# Files of these kinds run nothing, and load nothing but our own fonts (our pictures are SVG paths
# alone), so a policy would have no effect.
WITHOUT_POLICY = ("text/css", "text/javascript", "font/", "image/svg+xml")
POLICIES = frozenset({POLICY, "Referrer-Policy"})

# Browsers obey these on a secure origin only, and complain about them elsewhere.
SECURE_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}

# A request with one of these headers is a prefetch: nobody has opened the page yet. It must not
# make anybody present, or an address count as reached.
AHEAD = frozenset({b"sec-purpose", b"purpose", b"x-purpose", b"x-moz"})
OWN_SITE = (b"same-origin", b"none")
# By then the writer has tried again.
RETRY_AFTER_SECONDS = str(ceil(LONGEST_PAUSE))


# All values that a request has for one header; and the headers by which a request is judged.
HeaderValues = tuple[bytes, ...]
JUDGED_BY = (b"host", b"origin", b"sec-fetch-site")
# Size of the cache of judgements.
MOST_JUDGED = 100


class Guard:
    """Middleware that refuses requests under a strange host name, from another origin or fetched
    ahead, and adds headers to every answer. The public address counts as our own origin, because
    behind a proxy browsers name that one.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._names = Names(settings)
        self._public = origin_of(settings.base_url or "")
        self._headers = HEADERS | (SECURE_HEADERS if self._public.startswith("https:") else {})
        self._by_kind = cache(self._with)
        # Cached, because every phone in a hall sends the same values.
        self._is_strange = lru_cache(MOST_JUDGED)(self._found_strange)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        told: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            told.setdefault(name, []).append(value)
        dressed = partial(self._send, send) if scope["type"] == "http" else send
        asks_only = scope["type"] == "http" and scope["method"] in SAFE
        acts_by = "" if asks_only else scope["scheme"]
        if self._is_strange(acts_by, *(tuple(told.get(name, ())) for name in JUDGED_BY)):
            await _refuse(scope, receive, dressed)
        elif scope["type"] == "http" and not AHEAD.isdisjoint(told):
            await _say(dressed, 503, b"Nothing is fetched ahead here.")
        else:
            if scope.get("method") == "HEAD":
                # Answered as GET is, for the same status; the server leaves the body out.
                scope = {**scope, "method": "GET"}
            await self._app(scope, receive, dressed)

    def _found_strange(
        self, acts_by: str, hosts: HeaderValues, origins: HeaderValues, sites: HeaderValues
    ) -> bool:
        """Returns whether the request must be refused: it has not exactly one host name that is
        ours, or it is an act or a socket from another origin. Browsers name their origin; a request
        that names none does not come from another site's page. `acts_by`: the scheme of an act or a
        socket; empty for a request that only reads.
        """
        if len(hosts) != 1 or not self._names.knows(host := hosts[0].decode("latin-1")):
            return True
        if not acts_by:
            return False
        if sites and sites[0] not in OWN_SITE:
            return True
        here = origin_of(f"{acts_by.replace('ws', 'http', 1)}://{host}")
        named = [origin_of(origin.decode("latin-1")) for origin in origins]
        return len(named) > 1 or not {*named} <= {here, self._public} - {""}

    async def _send(self, send: Send, message: Message) -> None:
        """Sends a message of an answer, with the headers to add in the first one."""
        if message["type"] == "http.response.start":
            told = dict(message["headers"])
            more = self._by_kind(told.get(b"content-type", b"").decode(), message["status"])
            said = [header for header in more if header[0] not in told]
            message = {**message, "headers": [*message["headers"], *said]}
        await send(message)

    def _with(self, kind: str, status: int) -> list[tuple[bytes, bytes]]:
        """The headers to add to an answer of this content type and status."""
        left_out = set() if kind.startswith("text/html") else OF_PAGES
        left_out = left_out | POLICIES if kind.startswith(WITHOUT_POLICY) else left_out
        said = {name: value for name, value in self._headers.items() if name not in left_out}
        said |= {"Cache-Control": "no-store"}
        said |= {"Retry-After": RETRY_AFTER_SECONDS} if status == 503 else {}
        return [(name.lower().encode(), value.encode()) for name, value in said.items()]


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        # Accepted, then closed for good: a page would retry a refused handshake for ever.
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": 1008})
        return
    await _say(send, 403, b"Not by this name, and not from another origin.")


async def _say(send: Send, status: int, words: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})
