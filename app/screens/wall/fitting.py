"""Whether words fit on the wall, counted by letters and generously, so that nothing is clipped.

Lengths are units of a wall of 1920 × 1080.
"""

from math import inf

# A letter's width in parts of its size, in the two voices of the wall.
HOUSE, VOICE = 0.54, 0.51
LEADING, TIGHT = 1.27, 1.2
WIDTH = 1728
# A single word may be of wider letters than a text is.
WIDE_WORD = 1.06
# The smallest size that is read at twelve metres.
LEAST = 32
# So few letters too many are not cut.
SPARED = 3


def lines(words: str, size: float, width: float, letter: float = VOICE) -> float:
    """How many lines the words take; infinite where one word alone is wider than the line."""
    room = width / (size * letter)
    count, used = 1, 0.0
    for word in words.split():
        if len(word) * WIDE_WORD > room:
            return inf
        needed = used + len(word) + (1 if used else 0)
        count, used = (count, needed) if needed <= room else (count + 1, len(word))
    return count


def cut(words: str, letters: int) -> str:
    """The words up to the last whole one that fits, if they are more than a little too long."""
    if len(words) <= letters + SPARED:
        return words
    return words[: letters - 1].rsplit(" ", 1)[0] + "…"


def height(
    words: str, size: float, width: float, letter: float = VOICE, leading: float = LEADING
) -> float:
    return lines(words, size, width, letter) * size * leading
