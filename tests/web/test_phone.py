"""A phone's forms: with script and without, sent twice, written by two at once, and given back when not saved."""

import re
from dataclasses import dataclass

import httpx
import pytest

from app.limits import LIMIT
from app.method import agreement, vote
from app.method.preparing import packs
from app.method.refusals import too_long
from app.models import (
    AgreedAction,
    Card,
    Draft,
    Idea,
    ProgrammeRow,
    Proposal,
    SuggestedAction,
    SurveyQuestion,
    Wording,
)
from app.templating import sentence
from app.vocabulary import Language, Standing, Step
from tests.cast import Evening
from tests.crowd import at_once
from tests.house import Browser, House, main_of, notice_of
from tests.web.elements import tree
from tests.web.markup import taken_apart

TOO_LONG = "A title that is by far too long " * 3


# -- Every form, both ways ---------------------------------------------------------------------------


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
    hand.send(f"cards/{first}/decision", decision="neither")
    hand.send(f"cards/{second}/skipped")


def write(hand: Hand, evening: Evening) -> None:
    evening.go_to(Step.ideas)
    hand.send("ideas", suggested_action_id=evening.ids(SuggestedAction)[0])
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


# -- Sent twice --------------------------------------------------------------------------------------


def test_an_idea_that_is_sent_again_is_one_idea(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Amina")
    intent = f"{'0a' * 16}.1.1"
    told = at_once(8, lambda _: phone.tap("ideas", title="Café", intent=intent))
    assert {answer.status_code for answer in told} == {200}
    assert len(house.evening.all(Idea)) == 1


# -- Two who write at once ---------------------------------------------------------------------------


def test_of_two_who_write_one_idea_both_wordings_are_kept_and_shown(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    amina, mikael = house.phone("Amina"), house.phone("Mikael")
    amina.tap("ideas", title="Café", what="Once a week")
    idea = evening.all(Idea)[0].id
    amina.tap(f"ideas/{idea}", revision=1, title="Language café", what="Each Monday")
    late = mikael.send(f"ideas/{idea}", revision=1, title="Café for all", what="Each Friday")
    assert late.status_code == 303
    words = {row.words: row.standing for row in evening.all(Wording)}
    assert words["Language café"] == words["Each Monday"] == Standing.current
    assert words["Café for all"] == words["Each Friday"] == Standing.beside
    for phone in (amina, mikael):
        said = taken_apart(phone.screen()).said
        assert all(each in said for each in ("Language café", "Café for all", "Each Friday"))


def test_of_two_who_name_one_suggestion_at_once_both_names_are_kept_and_shown(
    house: House,
) -> None:
    """A suggestion that is too long for a title gets one from whoever develops it."""
    evening = house.evening
    suggested = evening.ids(SuggestedAction)[0]
    evening.do(packs.word_suggestion, suggested, {"sv": "Något som är för långt. " * 4})
    evening.go_to(Step.ideas)
    amina, mikael = house.phone("Amina"), house.phone("Mikael")
    for number in range(LIMIT.ideas - 1):
        amina.tap("ideas", title=f"Idea {number}")
    amina.tap("ideas", title="Café", suggested_action_id=suggested)
    answer = mikael.tap("ideas", title="Tea room", suggested_action_id=suggested)
    assert (answer.status_code, len(evening.all(Idea))) == (200, LIMIT.ideas)
    for phone in (amina, mikael):
        said = taken_apart(phone.screen()).said
        assert all(each in said for each in ("Café", "Tea room", "Två av er skrev samtidigt"))


CHANGES = {"title": "Tea room", "what": "Each Friday", "who": "The library"}


@pytest.mark.parametrize("mine", CHANGES)
@pytest.mark.parametrize("others", CHANGES)
def test_a_text_that_somebody_left_as_it_was_competes_with_nobodys(
    house: House, idea: int, mine: str, others: str
) -> None:
    """From one page each changes one text; the later one has sent the other texts as they were."""
    amina, mikael = house.phone("Amina"), house.phone("Mikael")
    pages = {phone: form_of(phone.get(), f"{phone.path}/ideas/{idea}") for phone in (amina, mikael)}
    amina.tap(f"ideas/{idea}", **{**pages[amina], others: "Changed first"})
    mikael.tap(f"ideas/{idea}", **{**pages[mikael], mine: CHANGES[mine]})
    standings = {row.words: row.standing for row in house.evening.all(Wording)}
    assert standings["Changed first"] == Standing.current
    both = mine == others
    assert standings[CHANGES[mine]] == (Standing.beside if both else Standing.current)
    assert ('id="beside-' in amina.screen()) is both


def test_what_was_refused_leaves_alone_what_it_did_not_change(house: House, idea: int) -> None:
    """Without script: refused, somebody else saves, shortened and sent again from the page."""
    phone, path = house.phone("Amina"), f"ideas/{idea}"
    page = form_of(phone.get(), f"{phone.path}/{path}")
    phone.send(path, script=False, **{**page, "title": TOO_LONG})
    house.phone("Mikael").tap(path, **{**page, "what": "Each Friday"})
    typed = form_of(phone.get(), f"{phone.path}/{path}")
    assert phone.send(path, script=False, **{**typed, "title": "Shorter"}).status_code == 303
    words = {row.words: row.standing for row in house.evening.all(Wording)}
    assert words["Shorter"] == words["Each Friday"] == Standing.current
    assert "Once a week" not in words


def test_twenty_savings_of_one_revision_lose_no_words(house: House) -> None:
    evening = house.evening
    evening.go_to(Step.ideas)
    phones = [house.phone(name) for name in ("Amina", "Mikael")]
    phones[0].tap("ideas", title="Café")
    idea = evening.all(Idea)[0].id
    told = at_once(
        20, lambda turn: phones[turn % 2].tap(f"ideas/{idea}", revision=1, title=f"Words {turn}")
    )
    assert {answer.status_code for answer in told} == {200}
    title = evening.all(Idea)[0].title_id
    kept = {row.words for row in evening.all(Wording, text_id=title)}
    assert kept == {f"Words {turn}" for turn in range(20)}


# -- What could not be saved -------------------------------------------------------------------------


@pytest.fixture
def idea(house: House) -> int:
    """Of group 1; the step is writing ideas."""
    house.evening.go_to(Step.ideas)
    house.phone("Amina").tap("ideas", title="Café", what="Once a week")
    return house.evening.all(Idea)[0].id


@pytest.mark.parametrize("script", [True, False])
def test_what_was_refused_comes_back_in_the_next_page_and_never_in_a_push(
    house: House, idea: int, *, script: bool
) -> None:
    phone, path = house.phone("Amina"), f"ideas/{idea}"
    wire, other = phone.wire(), house.phone("Mikael")
    refused = phone.send(path, script=script, revision=1, title=TOO_LONG, what="Each Monday")
    assert refused.status_code == 409
    typed = form_of(phone.get(), f"{phone.path}/{path}")
    assert (typed["title"], typed["what"]) == (TOO_LONG.strip(), "Each Monday")
    other.tap("ideas", title="Something else")
    wire.wait(lambda wire: "Something else" in wire.screen)
    assert not any(TOO_LONG.strip() in frame.content for frame in wire.frames)
    assert TOO_LONG.strip() not in other.screen()
    saved = phone.send(path, script=script, revision=1, title="Shorter", what="Each Monday")
    assert saved.status_code == (200 if script else 303)
    assert TOO_LONG.strip() not in phone.screen()
    assert house.evening.all(Draft) == []


def test_a_refused_page_gives_back_what_was_typed_at_once(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Amina")
    page = phone.send("ideas", title="Café", what="w" * 501)
    assert page.status_code == 409
    typed = form_of(page, f"{phone.path}/ideas")
    assert (typed["title"], typed["what"]) == ("Café", "w" * 501)
    assert sentence(too_long.saying(limit=500), Language.sv) in taken_apart(page.text).said


def test_what_comes_back_is_clean(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Amina")
    phone.send("ideas", title="\u202eCafé\x00\x07" + "x" * 80)
    assert form_of(phone.get(), f"{phone.path}/ideas")["title"] == "Café" + "x" * 80


def test_developing_a_suggestion_keeps_what_was_typed_beside_it(house: House) -> None:
    house.evening.go_to(Step.ideas)
    phone = house.phone("Amina")
    phone.send("ideas", title=TOO_LONG, what="Each Monday")
    phone.send("ideas", suggested_action_id=house.evening.ids(SuggestedAction)[0])
    assert form_of(phone.get(), f"{phone.path}/ideas")["what"] == "Each Monday"


def test_what_comes_back_overwrites_nobody(house: House, idea: int) -> None:
    """Without script: refused, somebody else saves, shortened and sent again from the page."""
    phone, path = house.phone("Amina"), f"ideas/{idea}"
    phone.send(path, revision=1, title=TOO_LONG, what="Each Monday")
    house.phone("Mikael").tap(path, revision=1, title="Tea room", what="Each Friday")
    typed = form_of(phone.get(), f"{phone.path}/{path}")
    assert phone.send(path, script=False, **(typed | {"title": "Shorter"})).status_code == 303
    words = {row.words for row in house.evening.all(Wording)}
    assert {"Tea room", "Each Friday", "Shorter", "Each Monday"} <= words


# -- What is kept nowhere: survey answers, votes, contacts ---------------------------------------------


@pytest.fixture
def free(house: House) -> int:
    """The question of the survey that asks for words; Amina is at it."""
    house.evening.go_to(Step.survey)
    *before, free = house.evening.ids(SurveyQuestion)
    for question in before:
        house.phone("Amina").tap(f"survey/{question}/skipped")
    return free


@pytest.fixture
def action(house: House) -> int:
    """An agreed action in which Amina takes part."""
    house.evening.go_to(Step.agreement)
    action = house.evening.do(agreement.agree, "Signs", "The town", "", "", Language.sv)
    house.phone("Amina").tap(f"actions/{action}/interest")
    return action


def test_a_refused_answer_of_the_survey_stands_on_the_refusing_page_alone(
    house: House, free: int
) -> None:
    phone = house.phone("Amina")
    refused = phone.send(f"survey/{free}", words="w" * 501)
    assert refused.status_code == 409
    assert refused.headers["Cache-Control"] == "no-store"
    assert form_of(refused, f"{phone.path}/survey/{free}")["words"] == "w" * 501
    assert form_of(phone.get(), f"{phone.path}/survey/{free}")["words"] == ""
    assert house.evening.all(Draft) == []
    assert phone.send(f"survey/{free}", words="fine").status_code == 303


@pytest.mark.parametrize("script", [True, False])
def test_an_answer_that_comes_too_late_or_twice_is_no_draft(
    house: House, free: int, *, script: bool
) -> None:
    phone = house.phone("Amina")
    for _ in range(2):
        phone.send(f"survey/{free}", script=script, words="Only for them")
    house.evening.go_to(Step.opening)
    kirsi = house.phone("Kirsi")
    assert kirsi.send(f"survey/{free}", script=script, words="Too late").status_code == 409
    assert house.evening.all(Draft) == []
    assert "Too late" not in kirsi.get().text


def test_a_refused_contact_stands_on_the_refusing_page_alone(house: House, action: int) -> None:
    phone, path = house.phone("Amina"), f"actions/{action}/contact"
    refused = phone.send(path, contact="a@b.example" * 20)
    assert refused.status_code == 409
    assert form_of(refused, f"{phone.path}/{path}")["contact"] == "a@b.example" * 20
    assert f'<details id="reach-{action}" open>' in refused.text
    assert (
        "http-equiv" not in refused.text
    )  # it would ask for the next page while one corrects this
    assert form_of(phone.get(), f"{phone.path}/{path}")["contact"] == ""
    assert house.evening.all(Draft) == []


def test_no_keyboard_corrects_an_address(house: House, action: int) -> None:
    phone = house.phone("Amina")
    phone.send(f"actions/{action}/interest")
    (field,) = (
        area for area in tree(phone.get().text).all("textarea") if area.held["name"] == "contact"
    )
    said = ("autocapitalize", "autocorrect", "spellcheck")
    assert [field.held[name] for name in said] == ["none", "off", "false"]


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


def form_of(page: httpx.Response, action: str) -> dict[str, str]:
    """The fields of the form that is sent there, as the page fills them."""
    fields = taken_apart(page.text).forms[action]
    return {name: value for name, value in fields.items() if name}


# -- Moved while one's finger was on the way ---------------------------------------------------------


@pytest.mark.parametrize("script", [True, False])
def test_who_was_moved_meanwhile_sees_what_is_on_beside_one_sentence(
    house: House, idea: int, *, script: bool
) -> None:
    evening, phone = house.evening, house.phone("Amina")
    moved = evening.people["Amina"]
    house.console().tap(f"people/{moved}/group", small_group_id=evening.groups[2])
    answer = phone.send(f"ideas/{idea}", script=script, revision=1, title="Too late")
    assert answer.status_code == 409
    assert 'data-step="new-mark"' in main_of(answer.text)
    assert "Too late" not in {row.words for row in evening.all(Wording)}
