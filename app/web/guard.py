"""What holds for every request: by what name it comes, headers on each answer, no act from another origin, and nothing
fetched ahead.
"""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.addresses import Names, origin_of
from app.settings import Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# By it a page tells the program's own answers from those of whatever stands in between.
MARK = "X-More-Of-This"
POLICY = "Content-Security-Policy"
# "same-origin", not "no-referrer": under that one a form without script would send `Origin: null`.
HEADERS = {
    POLICY: CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    MARK: "1",
}

# What they say, they say of pages: with each style sheet and font they would only be heavier to fetch.
OF_PAGES = frozenset({"X-Robots-Tag", "Permissions-Policy", "X-Frame-Options"})
# Nothing is loaded or run by these themselves (a picture of ours holds paths alone): a policy would be heard by nobody.
WITHOUT_POLICY = ("text/css", "text/javascript", "font/", "image/svg+xml")

# Browsers heed these on a secure origin alone, and complain of them elsewhere.
SECURE_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}

# By these a browser says that nobody has asked for the page yet.
AHEAD = ("sec-purpose", "purpose", "x-purpose", "x-moz")
# As long as the writer waits at most between two attempts.
RETRY_AFTER_SECONDS = "2"


class Guard:
    """Behind a proxy the browser names the public address as origin."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._names = Names(settings)
        self._public = origin_of(settings.base_url or "")
        is_secure = self._public.startswith("https:")
        self._headers = HEADERS | (SECURE_HEADERS if is_secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif self._is_strange(scope, Headers(scope=scope)):
            await _refuse(scope, receive, self._dressed(send))
        elif scope["type"] == "http" and _is_ahead(Headers(scope=scope)):
            await _say(self._dressed(send), 503, b"Nothing is fetched ahead here.")
        else:
            await self._app(
                _asked(scope), receive, self._dressed(send) if scope["type"] == "http" else send
            )

    def _is_strange(self, scope: Scope, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._names.knows(hosts[0]):
            return True
        return _may_change(scope) and self._is_foreign(scope["scheme"], headers)

    def _is_foreign(self, scheme: str, headers: Headers) -> bool:
        """Browsers name the origin of every post and socket; what names none is no page of another origin."""
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return True
        origins = headers.getlist("origin")
        here = origin_of(f"{scheme.replace('ws', 'http', 1)}://{headers.get('host', '')}")
        own = {here, self._public} - {""}
        return bool(origins) and (len(origins) > 1 or origin_of(origins[0]) not in own)

    def _dressed(self, send: Send) -> Send:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                kind = headers.get("content-type", "")
                left_out = set() if kind.startswith("text/html") else OF_PAGES
                left_out = left_out | {POLICY} if kind.startswith(WITHOUT_POLICY) else left_out
                for name, value in self._headers.items():
                    if name not in left_out:
                        headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                if message["status"] == 503:
                    headers.setdefault("Retry-After", RETRY_AFTER_SECONDS)
            await send(message)

        return with_headers


def _asked(scope: Scope) -> Scope:
    """Whether a page is there is answered as if it were asked for; its words stay here."""
    return {**scope, "method": "GET"} if scope.get("method") == "HEAD" else scope


def _may_change(scope: Scope) -> bool:
    return scope["type"] == "websocket" or scope["method"] not in SAFE


def _is_ahead(headers: Headers) -> bool:
    """Nobody may be taken for present, and no address for reached, by a page that nobody opened."""
    return any(name in headers for name in AHEAD)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        # Accepted and closed for good: a refused handshake would be tried again for ever.
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": 1008})
        return
    await _say(send, 403, b"Not by this name, and not from another origin.")


async def _say(send: Send, status: int, words: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})
