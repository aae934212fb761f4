"""Who does not see is told what matters, in one sentence, and never how many there are by now."""

import re
from collections.abc import Callable

from app.method import ending, on_the_wall, vote
from app.models import Card, Idea
from app.vocabulary import METHOD_STEPS, Shown, Step
from tests.house import Browser, House
from tests.web.elements import tree


def news_of(phone: Browser) -> str:
    news = re.search(r'<p id="news"[^>]*>(.*?)</p>', phone.screen(), re.DOTALL)
    assert news
    return " ".join(re.sub(r"<[^>]+>", " ", news[1]).split())


def test_a_phone_says_the_step_the_card_what_is_saved_and_what_was_decided(house: House) -> None:
    evening = house.evening
    olena, kirsi = house.phone("Olena"), house.phone("Kirsi")
    evening.go_to(Step.groups)
    assert "group 1" in news_of(olena)
    evening.go_to(Step.sorting)
    first, second = evening.ids(Card)[:2]
    told = news_of(olena)
    assert told.startswith("Card 1 of")
    kirsi.tap(f"cards/{first}/lean", category="more")
    assert news_of(olena) == told, "a count is told"
    olena.tap(f"cards/{first}/lean", category="less")
    assert news_of(olena) == "Saved. Only you see your choice."
    kirsi.tap(f"cards/{first}/decision", decision="differ")
    told = news_of(olena)
    assert told.startswith("Decided: We have different opinions. Card 2 of")
    olena.tap(f"cards/{second}/spread")
    assert news_of(olena) == "Talk about the card"
    evening.go_to(Step.vote)
    assert news_of(olena) == "There is no proposal to vote on yet."


def test_a_phone_says_what_one_has_placed_and_what_the_group_has(
    house: House,
) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    olena, kirsi = house.phone("Olena"), house.phone("Kirsi")
    olena.tap("ideas", title="A café")
    evening.go_to(Step.axis)
    told = news_of(olena)
    idea = evening.all(Idea)[-1].id
    kirsi.tap(f"ideas/{idea}/placement", effort=10, impact=90)
    assert news_of(olena) == told, "a count is told"
    olena.tap(f"ideas/{idea}/placement", effort=20, impact=80)
    assert news_of(olena) == "Saved. You have placed: A."
    kirsi.tap(f"ideas/{idea}/settled", effort=20, impact=80)
    assert "Your group has agreed on the position: A." in news_of(olena)


def test_the_title_of_a_page_says_where_one_is(house: House) -> None:
    house.evening.go_to(Step.sorting)
    page = house.phone("Olena").get().text
    assert re.search("<title>Card 1 of \\d+ – More of this</title>", page)


def test_every_page_without_script_leads_on(house: House) -> None:
    for step in METHOD_STEPS:
        house.evening.go_to(step)
        page = house.phone("Olena").get().text
        assert 'id="show-next"' in page, step
        writes = step is Step.ideas
        assert writes or 'http-equiv="refresh"' in page, step
    house.evening.do(ending.end, ended=True)
    assert 'id="show-next"' not in house.phone("Olena").get().text, "no step follows"


def test_of_a_vote_a_phone_says_what_its_ballot_says_first(house: House) -> None:
    evening, olena = house.evening, house.phone("Olena")
    proposal = evening.propose("Hodan", "Language café")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    said = {
        "The vote is open. Choose one idea": "Choose one idea",
        "Your vote is saved": "Your vote is saved",
        "The vote is closed.": "The vote is closed.",
        "The result of the vote The vote is closed.": "The vote is closed.",
    }
    acts: list[Callable[[], object]] = [
        lambda: olena.tap("vote", proposal_id=proposal),
        lambda: evening.do(vote.close_round, 1),
        lambda: evening.do(on_the_wall.show, Shown.result, "1"),
        lambda: None,
    ]
    for (news, first), act in zip(said.items(), acts, strict=True):
        assert news_of(olena) == news
        assert first_of_ballot(olena) == first
        act()


def test_a_tables_phone_says_that_hands_are_raised(house: House) -> None:
    house.evening.propose("Amina", "Language café")
    house.evening.go_to(Step.vote)
    house.evening.do(vote.open_round)
    hand = house.phone("Hodan")
    hand.tap("host")
    said = first_of_ballot(hand)
    assert said
    assert news_of(hand).endswith(said)


def first_of_ballot(phone: Browser) -> str:
    return tree(phone.screen()).one(id="ballot").one("p", kind="lead").said
