"""The agreed actions on the wall: in the largest size in which each fits whole into its row."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from app.frozen import frozen
from app.screens.wall.fitting import HOUSE, LEAST, TIGHT, VOICE, WIDTH, height

HEIGHT = 736
NUMERAL, SMALL_NUMERAL = 152, 104
GAPS = 96
TITLES = (88, 72, 58, 48, 44, 40)
TEXTS = (40, 36, LEAST)
EVEN = 50
# Percent of the row that the title has; the rest has who begins, with what, by when.
SHARES = (62, 56, EVEN, 42, 36)
NO_YES = (False, True)
ORIGIN = 68
MARGIN, SMALL_MARGIN = 24, 16
# The height of the line that says once what follows in each row.
HEADING = 48
# The height of the line that says where the first steps are if they are not here: in one language,
# and in two.
LATER = (56, 96)
MISSING = (
    "Käynnistäjästä ei ole vielä sovittu",
    "Inte klart ännu vem som sätter i gång / Käynnistäjästä ei ole vielä sovittu",
)
ANSWERS = ("(kysytään vielä)", "(ska tillfrågas / kysytään vielä)")
IN_TWO = "senast den 30.10.2027 / viimeistään 30.10.2027"
# The longest that the program itself says beside people's words, in one language and in two.
DATES, JOINED = ("viimeistään 30. syyskuuta 2027", IN_TWO), ("viimeistään 30.10.2027", IN_TWO)
HEADED = "30.10.2027"


@frozen
class ActionWords:
    """The words of one action that take room."""

    title: str
    owner: str
    first_step: str


class Setting(NamedTuple):
    """`joined`: the date stands in figures on the owner's line. `dense`: the group's mark stands
    under the numeral. `headed`: a heading above all rows says what stands in them, so that a date
    in figures is enough.
    """

    joined: bool
    dense: bool
    headed: bool


@frozen
class Sheet:
    """`steps`: whether first steps are shown here: all of them whole, or none. Each is shown when
    its action is read back.
    """

    title_size: int
    text_size: int
    share: int
    steps: bool
    setting: Setting


SETTINGS = tuple(Setting(joined, dense, headed=False) for joined, dense in product(NO_YES, NO_YES))
DENSEST = Setting(joined=True, dense=True, headed=False)
# Two languages say much in every row.
HEADED_TOO = (*SETTINGS, DENSEST._replace(headed=True))


def sheet(actions: Sequence[ActionWords], *, in_two: bool = False) -> Sheet:
    """Tries smaller and smaller sizes, down to what can be read; if none fits, leaves the first
    steps to the reading back.
    """
    sizes = sorted(product(TITLES, TEXTS), key=lambda both: -both[0] - 2 * both[1])
    for steps in (True, False):
        settings = HEADED_TOO if steps and in_two else SETTINGS
        for setting, (title, text), share in product(settings, sizes, SHARES):
            layout = Sheet(title, text, share, steps, setting)
            left = _room(len(actions), layout, in_two=in_two)
            if all(_tall(action, layout, in_two=in_two) <= left for action in actions):
                return layout
    return Sheet(TITLES[-1], LEAST, EVEN, steps=False, setting=DENSEST)


def _room(actions: int, layout: Sheet, *, in_two: bool) -> float:
    """The height of one row."""
    if layout.setting.headed:
        return (HEIGHT - HEADING) / max(actions, 1) - SMALL_MARGIN
    taken = 0 if layout.steps else LATER[in_two]
    return (HEIGHT - taken) / max(actions, 1) - MARGIN


def _tall(action: ActionWords, layout: Sheet, *, in_two: bool) -> float:
    width = WIDTH - (SMALL_NUMERAL if layout.setting.headed else NUMERAL) - GAPS
    title_width, text_width = width * layout.share / 100, width * (100 - layout.share) / 100
    title = height(action.title, layout.title_size, title_width, VOICE, TIGHT)
    start = sum(
        height(text, layout.text_size, text_width, HOUSE, TIGHT)
        for text in _starting(action, layout, in_two=in_two)
        if text
    )
    return max(title + (0 if layout.setting.dense else ORIGIN), start)


def _starting(action: ActionWords, layout: Sheet, *, in_two: bool) -> tuple[str, ...]:
    step = action.first_step if layout.steps else ""
    dates, joined = (HEADED, HEADED) if layout.setting.headed else (DATES[in_two], JOINED[in_two])
    if not action.owner:
        return MISSING[in_two], step, dates
    owner = f"{action.owner} {ANSWERS[in_two]}"
    return (f"{owner} · {joined}", step) if layout.setting.joined else (owner, step, dates)
