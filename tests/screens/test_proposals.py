"""The screens of the proposals: each says in which language it was written."""

from app.vocabulary import Step
from tests.house import House


def test_a_proposal_says_its_language_and_for_how_many_at_the_table_it_is_another(
    house: House,
) -> None:
    evening = house.evening
    evening.propose("Pekka", "Kielikahvila")
    evening.go_to(Step.proposals)
    screen = house.phone("Olena").screen()
    assert "Language: Finnish" in screen
    assert "It is not the language of 4 at your table." in screen
