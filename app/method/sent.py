"""What is sent with an act: how each parameter of its function is read, by the parameter's type.

An `int` is an id that our page has put there, a `StrEnum` one of its words, a `bool` a ticked box,
a `tuple[int, ...]` all ticked ids, a `Language` one of the hall's, a `str` words. A parameter with
a default, or one that may be None, may be missing, unless it is `Saw`. The markers below, as in
`Annotated[int, Between(0, 100)]`, say more.
"""

from collections.abc import Mapping
from enum import Enum
from inspect import Parameter
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from app.vocabulary import Language

LARGEST = 10**18 - 1  # of what the database can store, with all its digits free


def whole_number(words: str, most: int = LARGEST) -> int | None:
    """Returns the number in these digits; None for other text, or a number over `most`."""
    if not (words.isascii() and words.isdigit() and len(words) <= len(str(LARGEST))):
        return None
    number = int(words)
    return number if number <= most else None


class Between(NamedTuple):
    """A number that somebody types, from `low` to `high`."""

    low: int
    high: int


class Pressed(NamedTuple):
    """What the words of a button or list stand for. `is_given_back`: see `WhenRefused`."""

    field: str
    stands_for: Mapping[str, object]
    is_given_back: bool = False


class Moment(NamedTuple):
    """A day and a time by the hall's clock, in two fields; the value is UTC seconds."""

    date: str
    time: str


class Spoken(NamedTuple):
    """One of these languages; there may be more of them than the hall's."""

    languages: tuple[Language, ...]


class Each(NamedTuple):
    """Words for each of these names, in a field of that name; given back if refused."""

    of: tuple[str, ...]


class WhenRefused(Enum):
    """For words (empty if missing) or a box: where they are kept when the act is refused."""

    drafted = "on the server, until they can be saved"
    given_back = "on the page that refuses them, and nowhere else"


class Known(Enum):
    """A value that the program knows and nobody sends."""

    language = "in which the one who acts reads"
    plan = "made beforehand, see `Planned`"
    key_file = "its secret"


class Saw(Enum):
    """What the form was made on, so that the act is not done to what has come there since. Each form
    sends it, whatever the function's default is; a call within the program may lack it, and means
    what is there now. It can stand beside another marker.
    """

    roughly = "a round, a placing or a warning, within which the newest sending stands"
    exactly = "a revision, laying, digest or mark, by which alone the act judges"


MadeOn = Annotated[int, Saw.roughly]
MadeExactlyOn = Annotated[int, Saw.exactly]
SeenWords = Annotated[str, Saw.exactly]
DraftedWords = Annotated[str, WhenRefused.drafted]
GivenBackWords = Annotated[str, WhenRefused.given_back]
Ticked = Annotated[bool, WhenRefused.given_back]
OwnLanguage = Annotated[Language, Known.language]
Secret = Annotated[bytes, Known.key_file]


class Field(NamedTuple):
    """A parameter. `kind`: its type without None. `default`: `Parameter.empty` if required."""

    name: str
    kind: Any
    marker: object
    default: object
    saw: Saw | None

    @property
    def is_given_back(self) -> bool:
        if isinstance(self.marker, Pressed):
            return self.marker.is_given_back
        return self.marker is WhenRefused.given_back or isinstance(self.marker, Each)

    @property
    def sent_as(self) -> tuple[str, ...]:
        match self.marker:
            case Known():
                return ()
            case Moment(date, time):
                return date, time
            case Each(of):
                return of
            case Pressed(field, _):
                return (field,)
        return (self.name,)


def field_of(parameter: Parameter, hint: Any) -> Field:
    default = parameter.default
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (alternative for alternative in get_args(hint) if alternative is not NoneType)
        default = None if default is Parameter.empty else default
    kind, *markers = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    saw = next((marker for marker in markers if isinstance(marker, Saw)), None)
    marker = next((marker for marker in markers if marker is not saw), None)
    return Field(parameter.name, kind, marker, default, saw)
