"""What a request asks of a meeting's pages at the desk."""

from app.frozen import frozen
from app.vocabulary import Language

FIRST = 0


@frozen
class Asked:
    """What a request asks of a page. `base`: what links begin with. `secret`: the key file's.

    `chosen`: which card or suggestion is edited: its id, `FIRST`, or None for a new one. `lacking`:
    a language; `FIRST` then means the first that has no words in it.
    """

    tab: str
    language: Language
    base: str
    secret: bytes
    chosen: int | None = FIRST
    lacking: str = ""
    is_hosted: bool = False
