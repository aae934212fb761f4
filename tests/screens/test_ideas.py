"""The screens of the ideas: a suggestion that is too long for a title is developed under one of the group's own."""

from app.method import ideas, wordings
from app.method.refusals import title_missing
from app.models import SuggestedAction
from app.vocabulary import Step
from tests.house import House
from tests.screens.walls import tables_on
from tests.web.elements import tree


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


def test_what_residents_suggested_is_handed_out_with_the_ideas_and_not_before(house: House) -> None:
    evening, phone = house.evening, house.phone("Olena")
    for step in (Step.opening, Step.results, Step.sorting, Step.picture):
        evening.go_to(step)
        assert "Suggestion 1" not in phone.screen(), step
    evening.go_to(Step.ideas)
    suggested = tree(phone.screen()).all("article", id="suggested-")
    assert [words.one(kind="suggestion-words").said for words in suggested] == [
        f"Suggestion {number} (en)" for number in range(1, 9)
    ]


def test_the_wall_counts_the_ideas_of_each_table_and_shows_no_word_of_them(house: House) -> None:
    evening, wall = house.evening, house.projector()
    evening.go_to(Step.ideas)
    for title in ("Language café", "Evening library"):
        house.phone("Amina").tap("ideas", title=title, what="Each Monday")
    house.phone("Layla").tap(f"suggestions/{evening.ids(SuggestedAction)[0]}/developed")
    assert tables_on(wall.screen()) == ["Grupp 1: 2 idéer", "Grupp 2: 0 idéer", "Grupp 3: 1 idé"]
    for words in ("café", "library", "Monday", "Suggestion"):
        assert words not in wall.screen()


def test_a_table_sees_its_own_ideas_alone(house: House) -> None:
    house.evening.go_to(Step.ideas)
    house.phone("Amina").tap("ideas", title="Language café")
    assert "Language café" in house.phone("Kirsi").screen()
    assert "Language café" not in house.phone("Hodan").screen()
