"""What one viewer sees, whoever looks: a frozen context, since equal ones are rendered once."""

from dataclasses import dataclass, field
from typing import ClassVar

from app.vocabulary import Language

# What could not be saved: (form, field, words).
Drafts = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Screen:
    """What one viewer sees. `template` renders it as `s`; `at` is the path under which its forms post.

    `asks_again`: seconds after which a page without script asks for itself; 0 where somebody may be writing.
    `drafts`: what this viewer sent in vain; in a page alone, never in a push.
    """

    template: ClassVar[str] = ""
    asks_again: ClassVar[int] = 5
    language: Language
    at: str
    drafts: Drafts = field(default=(), kw_only=True)
