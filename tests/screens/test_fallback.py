"""A text that nobody has in the reader's language: everybody is shown the same words, those that were written."""

from collections.abc import Iterator
from itertools import permutations

import pytest

from app.reading.meeting_pieces import Wordings
from app.screens.speaker import say
from app.vocabulary import Language

SAID = {"fi": "Kielikahvila", "et": "Keelekohvik", "kmr": "Qehweya ziman"}


def in_every_order(interpreted: frozenset[str] = frozenset()) -> Iterator[Wordings]:
    """As the rows may be read."""
    for order in permutations(SAID.items()):
        text = Wordings(order)
        text.interpreted = interpreted
        yield text


def read(text: Wordings, reads: str = "") -> str:
    """By somebody who reads English, in a meeting in Swedish."""
    return say({1: text}, 1, Language.en, Language.sv, reads).language


@pytest.mark.parametrize("reads", ["", "ckb"])
def test_everybody_is_shown_the_same(reads: str) -> None:
    assert {read(text, reads) for text in in_every_order()} == {"fi"}


def test_what_the_group_wrote_comes_before_what_an_interpreter_made_of_it() -> None:
    assert {read(text) for text in in_every_order(frozenset({"fi", "kmr"}))} == {"et"}


def test_what_an_interpreter_typed_is_read_in_its_language() -> None:
    assert {read(text, "kmr") for text in in_every_order(frozenset({"kmr"}))} == {"kmr"}
