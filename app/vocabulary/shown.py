"""What can be put on the wall, and what covers it."""

from collections.abc import Collection
from enum import StrEnum

from app.vocabulary.word import N_, Word


class Cover(Word):
    """What covers the wall whatever the step shows; of two, the first. "shows": what the wall shows then."""

    blank = "blank", N_("The wall is blank."), {"shows": N_("Nothing: the wall is blank")}
    qr = "qr", N_("The QR code covers the wall."), {"shows": N_("The QR code, to join")}

    @classmethod
    def over(cls, put_up: Collection[str]) -> "Cover | None":
        return next((cover for cover in cls if cover in put_up), None)


class Shown(StrEnum):
    """What the facilitator has put on the wall. `result`: of the vote, whose round is the subject."""

    theme = "theme"
    picture = "picture"
    axis_titles = "axis_titles"
    spotlight = "spotlight"
    read_back = "read_back"
    principles = "principles"
    became = "became"
    result = "result"
    qr = Cover.qr.value
    blank = Cover.blank.value
