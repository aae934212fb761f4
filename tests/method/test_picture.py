"""The picture of all cards: in which order they stand."""

from itertools import pairwise

from app.method.picture import rank


def test_the_clearest_cards_stand_outermost_at_both_ends() -> None:
    from_more = (
        *((3, 0, 0), (2, 0, 0), (2, 1, 0), (2, 0, 1), (1, 1, 0), (1, 0, 1), (1, 1, 1)),
        *((1, 1, 2), (0, 1, 1), (1, 0, 2), (0, 1, 2), (0, 0, 2), (0, 0, 3)),
    )
    assert all(rank(*before) <= rank(*after) for before, after in pairwise(from_more))
    mirrored = [(less, dunno, more) for more, dunno, less in from_more if more != less]
    assert all(rank(*before) >= rank(*after) for before, after in pairwise(mirrored))
