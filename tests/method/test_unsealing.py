"""What a round's key unseals is kept for whoever asks next; and several ask at a time, each at a moment of its own."""

import secrets
from collections.abc import Iterator

from app.method import sealing
from app.method.vote_counting import Unsealed

KEY = secrets.token_bytes(32)
PEOPLE = {1, 2, 3}


def sealed(*people: int) -> dict[bytes, bytes]:
    """Each has voted for the proposal of the own number."""
    pseudonyms = {person: sealing.pseudonym(KEY, person) for person in people}
    return {
        pseudonym: sealing.seal(KEY, pseudonym, sealing.as_bytes(person))
        for person, pseudonym in pseudonyms.items()
    }


class WhileAnotherReads(dict[bytes, bytes]):
    """Between two of these the same is asked for at another moment."""

    def __init__(self, unsealed: Unsealed, then: set[int]) -> None:
        super().__init__(sealed(*PEOPLE))
        self._unsealed = unsealed
        self._then = then

    def items(self) -> Iterator[tuple[bytes, bytes]]:  # type: ignore[override]
        for pair in super().items():
            self._unsealed.read(KEY, sealed(*PEOPLE), self._then)
            yield pair


def test_who_may_vote_at_another_moment_changes_no_count_of_this_one() -> None:
    for now, then in ((PEOPLE, {1}), ({1}, PEOPLE), (PEOPLE, set[int]())):
        unsealed = Unsealed()
        counted = unsealed.read(KEY, WhileAnotherReads(unsealed, then), now)
        assert counted == {person: (person,) for person in now}


def test_what_is_taken_back_counts_no_more() -> None:
    unsealed = Unsealed()
    assert unsealed.read(KEY, sealed(1, 2), PEOPLE) == {1: (1,), 2: (2,)}
    assert unsealed.read(KEY, sealed(2), PEOPLE) == {2: (2,)}
