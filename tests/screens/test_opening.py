"""The screens of the opening: the way in, and the principles large enough to be read from afar."""

from app.method.preparing.pattern import usual
from app.screens.wall import light
from app.vocabulary import Language
from tests.screens.walls import lobby, whole


def test_a_closed_door_shows_no_way_in() -> None:
    shown = whole(lobby(3, is_open=False))
    assert 'id="qr"' not in shown
    assert "7PRM" not in shown


def test_nine_principles_in_two_languages_are_read_from_afar() -> None:
    lines = [(words[Language.sv], words[Language.fi]) for words in usual().principles]
    assert len(lines) == 9
    assert light.listed(lines) >= 38
    assert light.listed([(first, "") for first, _ in lines]) >= 48
