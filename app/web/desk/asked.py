"""What is asked for of a meeting's pages at the desk."""

from dataclasses import dataclass

from app.vocabulary import Language

FIRST = 0


@dataclass(frozen=True)
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
