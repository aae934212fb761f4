"""What the feedback survey gave, question by question, as values."""

from app.frozen import frozen
from app.screens.speaker import Said
from app.vocabulary import QuestionKind, Role


@frozen
class Crossed:
    """How many people of one role chose each level."""

    role: Role
    levels: tuple[int, ...]


@frozen
class Meant:
    """How many people mean to act on an agreed action themselves."""

    title: Said
    people: int


@frozen
class QuestionOutcome:
    """A survey question. `levels`: how many chose each, from the lowest. `seen`: see `CardOutcome`.
    If `too_few` answered, or `all_alike`, the answers are left out altogether.
    """

    text: Said
    kind: QuestionKind
    answers: int
    too_few: bool
    all_alike: bool
    low: Said | None
    high: Said | None
    levels: tuple[int, ...]
    by_role: tuple[Crossed, ...]
    actions: tuple[Meant, ...]
    words: tuple[str, ...]
    seen: Said | None = None
