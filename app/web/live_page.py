"""A live page: shell and screen, the same for many, with each page's own values in gaps."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from app.assembly import Assembled
from app.db import BLANK, GAP
from app.reading.lasting import LastingPiece
from app.templating import Page, cut, gap, shell
from app.web.compressing import PACKED, may_compress
from app.web.forms import INTENT
from app.web.intending import in_each_form
from app.wire.compressed import as_it_is, blocks_around, in_gzip, interleaved


def live_page(
    request: Request, page: Page, screen: Assembled, own: Mapping[str, str], status: int
) -> Response:
    """`own`: what goes into the gaps, except the time. What others share is kept with the screen,
    as long as the screen is. Compressed here, off the event loop, if the browser accepts it.
    """
    woven = screen.once(page, lambda: _woven(page, screen))
    told = {**own, "now": str(int(time.time()))}
    between = [told[name].encode() for name in woven.gaps]
    if may_compress(request):
        return HTMLResponse(woven.packed(between), status, PACKED)
    return HTMLResponse(b"".join(woven.with_(between)), status)


@dataclass(frozen=True, eq=False)
class _Woven(LastingPiece):
    """Shell and screen, cut at the gaps. `gaps`: the names of what is put between the `words`."""

    words: tuple[bytes, ...]
    gaps: tuple[str, ...]

    def with_(self, between: Sequence[bytes]) -> list[bytes]:
        return interleaved(self.words, between)

    def packed(self, between: Sequence[bytes]) -> bytes:
        lengths = tuple(map(len, between))
        blocks = self.once(lengths, lambda: blocks_around(self.words, lengths))
        return in_gzip(interleaved(blocks, list(map(as_it_is, between))), self.with_(between))


def _woven(page: Page, screen: Assembled) -> _Woven:
    main = screen.whole.replace(BLANK, GAP)  # each page fills the blanks itself
    if page.socket:
        main = in_each_form(main, gap(INTENT))
    words, gaps = cut(shell(page).replace(gap("main"), main))
    return _Woven(tuple(piece.encode() for piece in words), tuple(gaps))
