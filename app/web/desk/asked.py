"""What is asked for of a meeting's pages at the desk."""

from app.frozen import frozen
from app.vocabulary import Language

FIRST = 0


@frozen
class Asked:
    """`base`: what links begin with. `secret`: of the key file.

    `chosen`: the one that is edited, where a page edits one of many: an id, the first, or none (a new one).
    `lacking`: a language; then the first is the first that lacks it.
    """

    tab: str
    language: Language
    base: str
    secret: bytes
    chosen: int | None = FIRST
    lacking: str = ""
    is_hosted: bool = False
