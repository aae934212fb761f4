"""The natures of simulated people: how they differ."""

from random import Random

from app.frozen import frozen
from app.languages import of_phones

LATE = ("supper", "sorting", "ideas", "vote")
LONG = ("sorting", "ideas", "axis", "vote", "survey")


@frozen
class Nature:
    """One person's nature. `haste`, `patience`: factors on the usual time to think, and to wait.

    `talk`, `doubt`: probabilities of speaking up, and of changing one's mind. `shares`: with how
    many others the phone is shared. `hosts`: whether it acts for the table. The rest are the steps
    in which the person comes (empty: before the evening), sleeps, and so on (empty: never).
    """

    language: str
    haste: float
    talk: float
    doubt: float
    patience: float
    comes: str = ""
    sleeps: str = ""
    loses_net: str = ""
    changes_language: str = ""
    shares: int = 0
    hosts: bool = False


def natures(number: int, chance: Random) -> list[Nature]:
    """Natures for so many people: even a few people include some of each kind."""
    return [_nature(place, chance) for place in range(number)]


def _nature(place: int, chance: Random) -> Nature:
    is_quiet, known = place % 5 == 4, of_phones("")
    return Nature(
        language=known[place % len(known)],
        haste=chance.choice((0.4, 0.8, 1.0, 1.5, 2.5)),
        talk=0.1 if is_quiet else chance.uniform(0.4, 0.9),
        doubt=chance.uniform(0.0, 0.3),
        patience=3.0 if is_quiet else chance.uniform(0.5, 1.5),
        comes=chance.choice(LATE) if place % 10 == 7 else "",
        sleeps=chance.choice(LONG) if place % 9 == 2 else "",
        loses_net=chance.choice(LONG) if place % 6 == 1 else "",
        changes_language=chance.choice(LONG) if place % 8 == 3 else "",
        hosts=place % 9 == 5,
        shares=1 + place % 2 if place % 9 in (3, 6) else 0,
    )
