"""After the evening: the coordinator completes what was agreed, answers every proposal, and it stands in the files."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from app.method import agreement, ending
from app.models import AgreedAction, Proposal, ProposalAnswer
from app.papers.outgoing import MAKERS
from app.texts import say
from app.vocabulary import Language, Step
from tests.cast import Evening
from tests.house import Browser, House

WANT = "Want to take part"
WORDS = ("title", "owner", "partners", "first_step", "goal", "indicator")


@pytest.fixture
def evening(house: House) -> Evening:
    evening = house.evening
    evening.propose("Amina", "Språkkafé")
    evening.propose("Hodan", "Kvällsbuss")
    evening.go_to(Step.agreement)
    evening.do(agreement.agree, "Språkkafé", "Biblioteket", "", "", Language.sv)
    return evening


@pytest.fixture
def desk(house: House, evening: Evening) -> Browser:
    token = evening.sign_in(Language.sv)
    return house.browser(f"/coordinator/meetings/{evening.id}/after", {"coordinator": token})


def fields(**told: str) -> dict[str, Any]:
    empty = {f"{name}_{tag}": "" for name in WORDS for tag in ("sv", "fi", "en")}
    plain = {"theme": "", "due_on": "", "review_on": ""}
    return {**empty, **plain, "title_sv": "Språkkafé", "owner_sv": "Biblioteket", **told}


def actions(desk: Browser, language: str = "sv") -> list[dict[str, object]]:
    told = desk.ask("GET", f"{desk.path}/actions.json?language={language}").text
    listed: list[dict[str, object]] = json.loads(told)["actions"]
    return listed


def test_an_action_is_completed_translated_and_marked_as_corrected_after_the_evening(
    evening: Evening, desk: Browser
) -> None:
    (action,) = evening.all(AgreedAction)
    sent = fields(
        title_fi="Kielikahvila",
        partners_sv="Röda Korset",
        indicator_sv="Tjugo deltagare i månaden",
        goal_sv="Möten i vardagen",
        theme="interaction",
        review_on="2027-05-01",
        says_yes="1",
    )
    assert desk.send(f"actions/{action.id}", **sent).status_code == 303
    (told,) = actions(desk, "fi")
    assert told["title"] == {"words": "Kielikahvila", "language": "fi"}
    assert told["indicator"] == {"words": "Tjugo deltagare i månaden", "language": "sv"}
    assert (told["theme"], told["review_on"]) == ("interaction", "2027-05-01")
    assert (told["owner_says_yes"], told["corrected_on"]) == (True, "")
    evening.do(ending.end, ended=True)
    assert desk.send(f"actions/{action.id}", **sent).status_code == 303
    assert actions(desk)[0]["corrected_on"] == "", "nothing was changed"
    desk.send(f"actions/{action.id}", **{**sent, "partners_sv": "Martorna"})
    (told,) = actions(desk)
    assert told["partners"] == {"words": "Martorna", "language": "sv"}
    assert told["corrected_on"]
    assert "Rättad efter mötet" in desk.get().text
    answer = desk.ask("GET", f"{desk.path}/actions.docx?language=sv")
    (table,) = Document(BytesIO(answer.content)).tables
    heads, row = [[cell.text for cell in line.cells] for line in table.rows]
    assert heads == ["Mål", "Åtgärd", "Ansvarig", "Samarbete", "Uppföljning och indikator"]
    assert row[0] == "Möten i vardagen"
    assert row[2:4] == ["Biblioteket (har lovat)", "Martorna"]
    assert row[4] == "Tjugo deltagare i månaden. Nästa genomgång den 1 maj 2027."


def test_who_has_said_yes_is_asked_again_once_the_action_has_other_words(
    evening: Evening, desk: Browser
) -> None:
    (action,) = evening.all(AgreedAction)
    at, other = f"actions/{action.id}", {"title_sv": "Språkkafé varje dag"}
    desk.send(at, **fields(says_yes="1"))
    desk.send(at, **fields(says_yes="1", title_fi="Kielikahvila", partners_sv="Röda Korset"))
    assert actions(desk)[0]["owner_says_yes"], "a translation was added, and a partner"
    desk.send(at, **fields(says_yes="1", title_fi="Kielikahvila", **other))
    earlier = "har lovat utifrån en tidigare lydelse, ”Språkkafé”, och ska tillfrågas på nytt"
    (told,) = actions(desk)
    assert not told["owner_says_yes"]
    assert told["said_yes_to"] == {"words": "Språkkafé", "language": "sv"}
    assert earlier in desk.get().text
    for file in ("actions.docx", "memo.docx"):
        paper: Any = Document(BytesIO(desk.ask("GET", f"{desk.path}/{file}?language=sv").content))
        assert earlier in " ".join(
            cell.text for table in paper.tables for row in table.rows for cell in row.cells
        ) + " ".join(paragraph.text for paragraph in paper.paragraphs)
    desk.ask("POST", desk.path.replace("/after", "/followup/followed"), data={})
    public = desk.ask("GET", desk.path.replace("/after", "/followup/preview/sv.html")).text
    assert earlier in public
    desk.send(at, **fields(says_yes="1", title_fi="Kielikahvila", **other))
    (told,) = actions(desk)
    assert (told["owner_says_yes"], told["said_yes_to"]) == (True, None)
    assert earlier not in desk.get().text


def test_what_is_refused_is_given_back_and_a_day_that_is_none_is_named(
    evening: Evening, desk: Browser
) -> None:
    (action,) = evening.all(AgreedAction)
    answer = desk.send(f"actions/{action.id}", **fields(title_sv="", partners_sv="Röda Korset"))
    assert answer.status_code == 303
    assert "refused=" in answer.headers["location"]
    page = desk.ask("GET", answer.headers["location"].partition("#")[0]).text
    assert "Röda Korset" in page
    assert evening.all(AgreedAction)[0].partners_id is None
    assert desk.ask("GET", f"{desk.path}/actions/{action.id}").status_code == 303
    wrong = desk.send(f"actions/{action.id}", **fields(due_on="2027-02-31"))
    assert "refused=" in wrong.headers["location"]


def test_the_saved_day_is_told_as_a_day_beside_another_one_that_was_typed(
    evening: Evening, desk: Browser
) -> None:
    (action,) = evening.all(AgreedAction)
    desk.send(f"actions/{action.id}", **fields(due_on="2027-02-03"))
    answer = desk.send(f"actions/{action.id}", **fields(title_sv="", due_on="2027-03-04"))
    page = desk.ask("GET", answer.headers["location"].partition("#")[0]).text
    assert '<p class="hint quiet">Sparat: <bdi>3 februari 2027</bdi></p>' in page


def test_every_proposal_gets_an_answer_and_the_memo_tells_it(
    evening: Evening, desk: Browser
) -> None:
    bus = evening.all(Proposal, small_group_id=evening.groups[2])[0].id
    sent: dict[str, Any] = {"answer": "later", "sv": "Avtalet löper ut 2028.", "fi": "", "en": ""}
    assert desk.send(f"answers/{bus}", **sent).status_code == 303
    assert "Senare" in desk.get().text
    memo: Any = Document(BytesIO(desk.ask("GET", f"{desk.path}/memo.docx?language=sv").content))
    cells = [cell.text for table in memo.tables for row in table.rows for cell in row.cells]
    assert "Senare. Avtalet löper ut 2028." in cells
    assert "Inte besvarat ännu" in cells
    assert desk.send(f"answers/{bus}", **{**sent, "answer": "no"}).status_code == 303
    (given,) = evening.all(ProposalAnswer)
    assert given.answer == "no"
    assert desk.send("answers/1", **sent).status_code == 404
    assert desk.send(f"answers/{bus}", **{**sent, "answer": "perhaps"}).status_code in (303, 409)


def test_no_proposal_is_answered_by_a_reason_alone(evening: Evening, desk: Browser) -> None:
    bus = evening.all(Proposal, small_group_id=evening.groups[2])[0].id
    (choice,) = re.findall(
        rf'<select id="answer-{bus}-said".*?</select>', desk.get().text, re.DOTALL
    )
    assert '<option value="" selected' in choice
    sent: dict[str, Any] = {"answer": "", "sv": "Avtalet löper ut 2028.", "fi": "", "en": ""}
    refused = desk.send(f"answers/{bus}", **sent)
    page = desk.ask("GET", refused.headers["location"].partition("#")[0]).text
    assert "Välj först vad svaret är" in page
    assert "Avtalet löper ut 2028." in page
    assert evening.all(ProposalAnswer) == []


def test_the_memo_tells_no_number_of_fewer_than_five_who_have_a_role_or_want_to_take_part(
    evening: Evening, desk: Browser
) -> None:
    (action,) = evening.all(AgreedAction)
    evening.do(agreement.take_part, evening.member("Kirsi"), action.id)
    memo: Any = Document(BytesIO(desk.ask("GET", f"{desk.path}/memo.docx?language=sv").content))
    facts = [paragraph.text for paragraph in memo.paragraphs if paragraph.style.name == "Fact"]
    assert f"{say(WANT, Language.sv)}: färre än 5" in facts
    roles = [fact for fact in facts if fact.startswith(("Invånare", "Förtroendevald", "Anställd"))]
    assert roles, "at least one role has five"
    assert all(int(role.rpartition(" ")[2]) >= 5 for role in roles)


def offered(desk: Browser) -> set[str]:
    """The files that the page offers, by the ends of their addresses."""
    return set(re.findall(r'formaction="[^"]*/after/([^"]+)"', desk.ask("GET", desk.path).text))


def test_every_file_that_can_be_made_is_offered_and_no_other(house: House) -> None:
    token = house.evening.sign_in(Language.sv)
    desk = house.browser(f"/coordinator/meetings/{house.evening.id}/after", {"coordinator": token})
    assert offered(desk) == {"key-results.pptx", "meeting.json"}
    house.evening.go_to(Step.opening)
    made = {f"{paper}.{kind}" for paper, kind in MAKERS}
    assert offered(desk) == made | {"meeting.json"}
