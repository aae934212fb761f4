"""What no page may do in the whole evening: break its policy or its script, ask another origin, see the server fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, WebError

# A refusal is an answer with a screen and a sentence; browsers note it all the same.
REFUSED = "the server responded with a status of 409"
LOST = (
    "Failed to load resource: net::",
    "TypeError: Failed to fetch",
    "WebSocket connection to",
    "htmx:ws:error",
)

# Counts the frames of a page's sockets where a test can see it.
COUNTING = """let heard = 0;
window.WebSocket = class extends WebSocket {
  constructor(...how) {
    super(...how);
    this.addEventListener('message', () => { document.documentElement.dataset.heard = ++heard; });
  }
};"""


class Watch:
    """`faults`: everything that was seen amiss; a test asserts that there is nothing."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._hosts: set[str] = set()
        self._lines_are_lost = False

    def over(self, context: BrowserContext, host: str) -> None:
        """`host`: with its port, the only one that pages of this context may ask."""
        self._hosts.add(host)
        context.on("console", self._hear)
        context.on("weberror", self._stumble)
        context.on("request", lambda request: self._ask(request.url))
        context.on("response", self._answer)
        context.on("page", self._follow)
        context.add_init_script(COUNTING)

    @contextmanager
    def lost_lines(self) -> Iterator[None]:
        """While it lasts a browser may complain that it reaches nobody, and of nothing else."""
        self._lines_are_lost = True
        yield
        self._lines_are_lost = False

    def _follow(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._ask(socket.url))

    def _hear(self, line: ConsoleMessage) -> None:
        if line.type not in ("error", "warning") or REFUSED in line.text:
            return
        if self._lines_are_lost and any(lost in line.text for lost in LOST):
            return
        self.faults.append(f"{line.type}: {line.text} ({line.location['url']})")

    def _stumble(self, error: WebError) -> None:
        self.faults.append(str(error.error))

    def _ask(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "about") and parts.netloc not in self._hosts:
            self.faults.append(f"another origin was asked: {url}")

    def _answer(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} of {response.request.method} {response.url}")
