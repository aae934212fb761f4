"""Frozen classes: values that are equal if their fields are."""

from dataclasses import field, replace

import pytest

from app.frozen import frozen


@frozen
class Place:
    number: int
    language: str = "sv"
    seen: int = field(default=0, compare=False)


@frozen
class Corner(Place):
    pass


@frozen
class Nothing:
    pass


def test_they_are_equal_where_their_fields_are() -> None:
    assert Place(1) == Place(1, "sv")
    assert Place(1) != Place(2)
    assert Place(1) != Place(1, "fi")
    assert replace(Place(1), language="fi") == Place(1, "fi")
    assert Nothing() == Nothing()


def test_what_is_equal_is_found_as_one() -> None:
    assert {Place(1): "here"}[Place(1)] == "here"
    assert len({Place(1), Place(1), Place(2), Corner(1), Corner(1), Nothing(), Nothing()}) == 4


def test_what_is_not_compared_makes_no_other_one_of_it() -> None:
    assert Place(1, seen=1) == Place(1, seen=2)
    assert hash(Place(1, seen=1)) == hash(Place(1, seen=2))


def test_another_kind_is_never_the_same() -> None:
    assert Corner(1) != Place(1)
    assert Place(1) != Corner(1)


def test_each_says_what_it_is() -> None:
    assert str(Place(1)) == "Place(number=1, language='sv', seen=0)"
    assert str(Corner(2)) == "Corner(number=2, language='sv', seen=0)"


def test_none_is_equal_in_a_way_of_its_own() -> None:
    class Like:
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = None  # type: ignore[assignment]

    with pytest.raises(TypeError):
        frozen(Like)
