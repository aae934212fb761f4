"""A phone's forms all evening: with script and without, strict, and private where nothing may be kept."""

import re
from dataclasses import dataclass

import pytest

from app.method import agreement, vote
from app.models import (
    AgreedAction,
    Card,
    Idea,
    ProgrammeRow,
    Proposal,
    SuggestedAction,
    SurveyQuestion,
    Wording,
)
from app.vocabulary import Language, Standing, Step
from tests.cast import Evening
from tests.house import Browser, House, main_of, notice_of
from tests.web.markup import taken_apart


@dataclass
class Hand:
    """Sends forms with script or without, and says that each was taken."""

    phone: Browser
    script: bool

    def send(self, path: str, **fields: object) -> None:
        answer = self.phone.send(path, script=self.script, **fields)
        if self.script:
            assert answer.status_code == 200, (path, notice_of(answer.text))
            assert main_of(answer.text) == self.phone.screen(), path
        else:
            assert (answer.status_code, answer.headers["location"]) == (303, self.phone.path), path
            assert answer.content == b"", path


@pytest.mark.parametrize("script", [True, False])
def test_a_whole_evening_goes_with_script_and_without(house: House, *, script: bool) -> None:
    hand, evening = Hand(house.phone("Amina"), script), house.evening
    sort(hand, evening)
    write(hand, evening)
    place(hand, evening)
    evening.propose("Hodan", "Plain letters")
    cast(hand, evening)
    agree(hand, evening)
    answer(hand, evening)


def sort(hand: Hand, evening: Evening) -> None:
    evening.go_to(Step.sorting)
    first, second, *_ = evening.ids(Card)
    hand.send(f"cards/{first}/lean", category="more")
    hand.send(f"cards/{first}/lean", category="dunno")
    hand.send(f"cards/{first}/spread")
    hand.send(f"cards/{first}/decision", decision="differ")
    hand.send(f"cards/{first}/reopened")
    hand.send(f"cards/{first}/decision", decision="neither", laying=2)
    hand.send(f"cards/{second}/skipped")


def write(hand: Hand, evening: Evening) -> None:
    evening.go_to(Step.ideas)
    hand.send(f"suggestions/{evening.ids(SuggestedAction)[0]}/developed")
    hand.send("ideas", title="Café", what="Every week", who="The library")
    first, second = sorted(evening.all(Idea), key=lambda idea: idea.number)
    hand.send(f"ideas/{second.id}", revision="1", title="Language café", what="Weekly", who="")
    hand.send(f"ideas/{second.id}", revision="1", title="Café!", what="Weekly", who="Anybody")
    beside = evening.all(Wording, standing=Standing.beside)
    hand.send(f"ideas/{second.id}/wording", wording_id=beside[0].id)
    hand.send(f"ideas/{second.id}/wording/dropped", wording_id=beside[1].id)
    hand.send(f"ideas/{first.id}/dropped")
    hand.send(f"ideas/{first.id}/restored")


def place(hand: Hand, evening: Evening) -> None:
    evening.go_to(Step.axis)
    idea = evening.all(Idea, small_group_id=evening.groups[1])[0].id
    hand.send(f"ideas/{idea}/placement", effort="0", impact="100")
    for act in ("settled", "settled"):
        hand.send(f"ideas/{idea}/{act}", effort="20", impact="90")
    for act in ("proposed", "withdrawn", "proposed", "unsettled"):
        hand.send(f"ideas/{idea}/{act}")


def cast(hand: Hand, evening: Evening) -> None:
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    proposal = evening.all(Proposal, small_group_id=evening.groups[2])[0].id
    hand.send("vote", proposal_id=proposal)
    hand.send("vote/withdrawn")
    hand.send("vote", proposal_id=proposal)
    evening.do(vote.close_round, 1)


def agree(hand: Hand, evening: Evening) -> None:
    evening.go_to(Step.agreement)
    action = evening.do(agreement.agree, "Signs", "The town", "", "2026-12-31", Language.sv)
    for act in ("interest", "interest/withdrawn", "interest"):
        hand.send(f"actions/{action}/{act}")


def answer(hand: Hand, evening: Evening) -> None:
    evening.go_to(Step.survey)
    scale, chosen, free = evening.ids(SurveyQuestion)
    hand.send(f"survey/{scale}", level="4")
    action = evening.all(AgreedAction, meeting_id=evening.id)[0].id
    hand.send(f"survey/{chosen}", action_id=[action])
    hand.send(f"survey/{free}/skipped")
    evening.go_to(Step.thanks)
    assert 'data-step="thanks"' in hand.phone.screen()


def test_the_forms_of_a_page_are_the_forms_that_the_program_takes(house: House) -> None:
    evening, phone = house.evening, house.phone("Amina")
    for row in sorted(evening.all(ProgrammeRow), key=lambda row: row.position):
        evening.go_to(row.kind)
        page = phone.get().text
        for action in re.findall(r'hx-post="([^"]+)"', page):
            assert f'method="post" action="{action}"' in page
        for action, fields in taken_apart(page).forms.items():
            sent = phone.ask("POST", action, data=fields | {"nonsense": "x"})
            assert sent.status_code == 409, action


def test_forms_that_are_kept_nowhere_say_so_to_the_page_and_the_browser(
    house: House, action: int
) -> None:
    evening, phone = house.evening, house.phone("Amina")
    pages = [phone.screen()]
    proposal = evening.propose("Hodan", "Café")
    evening.go_to(Step.vote)
    evening.do(vote.open_round)
    pages.append(phone.screen())
    phone.tap("vote", proposal_id=proposal)
    pages.append(phone.screen())
    evening.go_to(Step.survey)
    for question in evening.ids(SurveyQuestion):
        pages.append(phone.screen())
        phone.tap(f"survey/{question}/skipped")
    forms = re.findall(r'<form[^>]+ action="/\w+/([^"]+)"([^>]*)>', "".join(pages))
    private = {path for path, _ in forms if re.search(r"^vote|^survey/|/contact$", path)}
    assert private >= {"vote", "vote/withdrawn", f"actions/{action}/contact"}
    asked = len(evening.ids(SurveyQuestion))
    assert len(private) == 3 + 2 * asked + (asked - 1), (
        "answered, skipped, and the one before changed"
    )
    for path, marks in forms:
        assert (' data-private autocomplete="off"' in marks) == (path in private), path
