"""The picture by its doors: it is put on the wall and taken down."""

from app.models import Reveal
from app.vocabulary import Step
from tests.house import Browser, House, main_of


def test_what_is_put_on_the_wall_is_taken_down(house: House, console: Browser) -> None:
    house.evening.go_to(Step.picture)
    assert 'id="picture-down"' in main_of(console.tap("wall", what="picture", subject="").text)
    assert 'id="picture-up"' in main_of(console.tap("wall/down", what="picture").text)
    assert house.evening.all(Reveal) == []
