"""The screens of the ideas: a suggestion that is too long for a title is developed under one of the group's own."""

from app.method import ideas, wordings
from app.method.refusals import title_missing
from app.models import SuggestedAction
from app.vocabulary import Step
from tests.house import House


def test_a_suggestion_too_long_for_a_title_asks_for_one(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    suggested = evening.all(SuggestedAction, position=0)[0]
    words = "Let the library stay open each evening, so that everybody has a warm place to sit and talk in."
    evening.do(lambda act: wordings.say(act.book, suggested.text_id, "en", words))
    olena = evening.member("Olena")
    evening.refused(title_missing, ideas.develop, olena, suggested.id)
    made = evening.do(ideas.develop, olena, suggested.id, "Open evenings")
    screen = house.phone("Olena").screen()
    assert f'id="idea-{made}"' in screen
    assert "Open evenings" in screen
    assert f'id="develop-title-{evening.ids(SuggestedAction)[0]}"' not in screen, (
        "it is developed already"
    )
