"""An old phone: a real browser at a sixth of its speed; measures a frame until it is painted."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from tests.bench.hall import Hall, Phone
from tests.environment import QUIET, browser_program

SLOWER = 6
LEANS = 20
SIZE = {"width": 360, "height": 640}
# Measures from a frame's arrival until the first picture with all its parts is rendered.
WATCH = """
window.painted = [];
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", ({ data }) => {
      const at = performance.now();
      const parts = Object.entries(JSON.parse(data).parts || {});
      const digests = parts.map(([id, html]) => [id, html.match(/data-v="([^"]+)"/)[1]]);
      const isThere = ([id, digest]) => document.getElementById(id)?.dataset.v === digest;
      const painted = new MessageChannel();
      painted.port1.onmessage = () => window.painted.push(performance.now() - at);
      const look = () => (digests.every(isThere) ? painted.port2.postMessage(0) : requestAnimationFrame(look));
      if (digests.length) requestAnimationFrame(look);
    });
  }
};
"""
AWAITED = """
(lean) => new Promise((done) => {
  const look = () => (window.painted.length > lean ? done() : setTimeout(look, 20));
  look();
})
"""


def painted(hall: Hall, phone: Phone) -> list[float]:
    """Milliseconds for each lean of this phone, on a page of the same phone in the browser.

    Raises LookupError if there is no browser.
    """
    program = browser_program()
    if program is None:
        raise LookupError("there is no Chromium here")
    with _opened(program, hall, phone) as page:
        for lean in range(LEANS):
            category = ("more", "less")[lean % 2]
            hall.act(phone, f"cards/{phone.card}/lean", ("category", category))
            page.evaluate(AWAITED, lean)
        return [float(milliseconds) for milliseconds in page.evaluate("painted")]


@contextmanager
def _opened(program: str, hall: Hall, phone: Phone) -> Iterator[Page]:
    address = f"http://127.0.0.1:{hall.house.port}"
    name, _, value = phone.visitor.cookie.partition("=")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        try:
            context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type]
            context.add_cookies([{"name": name, "value": value, "url": address}])
            context.add_init_script(WATCH)
            page = context.new_page()
            page.goto(f"{address}{phone.path}")
            page.wait_for_selector("#saved")
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            yield page
        finally:
            browser.close()
