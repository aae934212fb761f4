"""What is voted on keeps its words: from the moment that a vote has opened, going back changes none of them."""

import pytest

from app.method import ideas_rewording, vote
from app.method.refusals import voted_on
from app.models import Idea, Proposal, Wording
from app.templating import sentence
from app.vocabulary import Language, Standing, Step
from tests.house import House, notice_of

REFUSED = sentence(voted_on, Language.sv)


@pytest.fixture
def proposed(house: House) -> int:
    """The idea that group 1 proposes, with a wording that was written at the same time; a vote is open."""
    evening = house.evening
    amina = evening.member("Amina")
    evening.propose("Amina", "Language café")
    (idea,) = evening.all(Idea)
    for title in ("Language café", "Coffee in two languages"):
        evening.do(ideas_rewording.improve, amina, idea.id, idea.revision, title, "Each Monday", "")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    return evening.all(Proposal)[0].idea_id


@pytest.mark.parametrize("step", [Step.ideas, Step.axis])
def test_words_that_are_voted_on_cannot_be_changed_by_going_back(
    house: House, proposed: int, step: Step
) -> None:
    evening, amina = house.evening, house.phone("Amina")
    evening.do(vote.cast, evening.member("Hodan"), evening.all(Proposal)[0].id)
    (beside,) = evening.all(Wording, standing=Standing.beside)
    evening.go_to(step)
    revision = evening.all(Idea, id=proposed)[0].revision
    changed = amina.tap(f"ideas/{proposed}", revision=revision, title="Close the library")
    chosen = amina.tap(f"ideas/{proposed}/wording", wording_id=beside.id)
    for answer in (changed, chosen):
        assert (answer.status_code, notice_of(answer.text)) == (409, REFUSED)
    evening.go_to(Step.vote)
    assert "Close the library" not in amina.screen()
    assert "Language café" in house.phone("Hodan").screen()


def test_the_phone_shows_such_words_with_the_reason_and_no_way_to_change_them(
    house: House, proposed: int
) -> None:
    house.evening.go_to(Step.ideas)
    screen = house.phone("Amina").screen()
    assert "Language café" in screen
    assert "Each Monday" in screen
    assert REFUSED in screen
    for form in (f"idea-form-{proposed}", f"drop-{proposed}", f"beside-{proposed}"):
        assert f'id="{form}' not in screen


def test_words_that_nobody_votes_on_can_still_be_changed(house: House, proposed: int) -> None:
    evening, amina = house.evening, house.phone("Amina")
    evening.go_to(Step.ideas)
    amina.tap("ideas", title="Evening library")
    (other,) = [idea.id for idea in evening.all(Idea) if idea.id != proposed]
    saved = amina.tap(f"ideas/{other}", revision=1, title="Library until midnight")
    assert saved.status_code == 200
    assert "Library until midnight" in saved.text


def test_a_language_that_they_lack_is_added_while_they_are_voted_on(
    house: House, proposed: int
) -> None:
    (proposal,) = house.evening.all(Proposal, idea_id=proposed)
    console, writer, reader = house.console(), house.phone("Amina"), house.phone("Hodan")
    said = {"proposal_id": proposal.id, "language": "fi", "what": "Joka maanantai", "who": ""}
    before = writer.screen()
    assert 'id="saying-too"' in console.screen()
    assert console.tap("proposals/said", title="Kielikahvila", **said).status_code == 200
    assert "Kielikahvila" in reader.screen()
    assert writer.screen() == before, "what the group wrote is as it was"
    assert console.tap("proposals/said", title="Sulkekaa kirjasto", **said).status_code == 409
    assert "Sulkekaa" not in reader.screen()
