"""What is added at the desk is there once, though its form is sent again because the answer was lost."""

from io import BytesIO

import docx
import pytest

from app.method import agreement
from app.models import SurveyForm, SurveyQuestion
from app.vocabulary import Language, Step, Theme
from tests.cast import Evening
from tests.house import Browser, House
from tests.web.at_desk import Fields, as_it_is, form_on, page_after
from tests.web.elements import tree
from tests.web.rows import everything


def typed(house: House, desk: Browser) -> Fields:
    """The form of a new card, filled in, as the page holds it now."""
    group = min(row[0] for row in everything(house.evening)["population_group"])
    told = {"en": "Another one", "theme": Theme.security, "population_group_id": int(group)}
    return {**form_on(desk, "cards?new=1", "cards"), **told}


def number(evening: Evening, table: str) -> int:
    return len(everything(evening)[table])


def test_from_a_page_that_is_loaded_anew_the_same_words_are_another(
    house: House, desk: Browser
) -> None:
    before = number(house.evening, "card")
    for added in (1, 2):
        page_after(desk, desk.send("cards", **typed(house, desk)))
        assert number(house.evening, "card") == before + added


def test_with_other_words_it_is_another(house: House, desk: Browser) -> None:
    before, form = number(house.evening, "principle"), form_on(desk, "texts", "texts/principles")
    for words in ("We listen", "We wait our turn", "We listen"):
        desk.send("texts/principles", **{**form, "en": words})
    assert number(house.evening, "principle") == before + 2


def test_what_was_refused_is_added_once_it_can_be(house: House, desk: Browser) -> None:
    form, before = typed(house, desk), number(house.evening, "card")
    refused = desk.send("cards", **{**form, "theme": ""})
    assert "refused=" in refused.headers["location"]
    page_after(desk, desk.send("cards", **form))
    assert number(house.evening, "card") == before + 1


def test_a_paper_form_counts_once_also_after_the_close(house: House, desk: Browser) -> None:
    evening = house.evening
    evening.go_to(Step.survey)
    scale = evening.ids(SurveyQuestion)[0]
    house.console().tap("ended")
    for entered in (1, 2):
        form = {**form_on(desk, "survey", "survey/papers"), f"level_{scale}": "4"}
        for _ in range(2):
            page_after(desk, desk.send("survey/papers", **form))
            assert len(evening.all(SurveyForm)) == entered


def form_at(desk: Browser, path: str) -> Fields:
    """As the page at this path holds its own form."""
    forms = tree(desk.ask("GET", path).text).all("form")
    action = path.removesuffix("/new")
    return as_it_is(next(form for form in forms if form.held.get("action") == action))


def test_a_new_meeting_is_made_once_and_each_time_the_answer_leads_to_it(
    house: House, desk: Browser
) -> None:
    before, at = number(house.evening, "meeting"), "/coordinator/meetings"
    form = form_at(desk, f"{at}/new") | {"place": "Hall", "date": "2027-03-09"}
    led = set()
    for _ in range(2):
        led.add(desk.ask("POST", at, data=form).headers["location"].partition("?")[0])
        house.stop()
        house.start()
    assert number(house.evening, "meeting") == before + 1
    (to,) = led
    assert desk.ask("GET", to).status_code == 200
    again = form_at(desk, f"{at}/new") | {"place": "Hall", "date": "2027-03-09"}
    assert desk.ask("POST", at, data=again).headers["location"].partition("?")[0] != to
    assert number(house.evening, "meeting") == before + 2


def test_what_comes_in_as_a_file_is_there_once_and_another_file_is_another(
    house: House, desk: Browser
) -> None:
    prepared = desk.ask("GET", f"{desk.path}/after/meeting.json").content
    form, before = form_at(desk, "/coordinator/carried"), number(house.evening, "meeting")
    led = [
        desk.ask("POST", "/coordinator/carried", data=form, files={"file": ("it.json", file)})
        for file in (prepared, prepared, prepared + b"\n")
    ]
    first, second, third = (answer.headers["location"].partition("?")[0] for answer in led)
    assert first == second != third
    assert number(house.evening, "meeting") == before + 2


def test_a_later_survey_that_is_sent_again_is_counted_once(house: House, desk: Browser) -> None:
    rows = "".join(f"{who};{'Yes' if who % 2 else 'No'};Well\n" for who in range(20))
    form = form_on(desk, "effect", "effect/surveys") | {"name": "A year later"}
    for answers in (rows, rows, rows + "20;Yes;Ill\n"):
        sent = {"file": ("answers.csv", f"No;Does it help?;How are you?\n{answers}".encode())}
        page_after(desk, desk.ask("POST", f"{desk.path}/effect/surveys", data=form, files=sent))
    assert number(house.evening, "later_survey") == 2


def answered(desk: Browser, action_id: int) -> bytes:
    """An owner's report as a file, filled in."""
    form = desk.ask("GET", f"{desk.path}/followup/actions/{action_id}/form.docx").content
    file, content = docx.Document(BytesIO(form)), BytesIO()
    (table,) = file.tables
    table.cell(0, 1).text, table.cell(1, 1).text = "under way", "The signs are ordered."
    file.save(content)
    return content.getvalue()


@pytest.mark.parametrize("as_file", [False, True], ids=["typed", "the owner's file"])
def test_what_is_said_of_an_action_stands_in_its_log_once_also_after_what_a_colleague_says(
    house: House, desk: Browser, *, as_file: bool
) -> None:
    house.evening.go_to(Step.agreement)
    action = house.evening.do(agreement.agree, "Signs", "The town", "", "", Language.sv)
    desk.send("followup/followed")
    at = "followup/reports" if as_file else f"followup/actions/{action}"
    form = form_on(desk, "followup", at)
    said = {"data": form, "files": {"file": ("report.docx", answered(desk, action))}}
    if not as_file:
        said = {"data": form | {"en": "The signs are ordered."}}
    others = form_on(desk, "followup", f"followup/actions/{action}") | {"en": "Paid by the town."}
    for sent in (said, {"data": others}, said):
        to = at if sent is said else f"followup/actions/{action}"
        page_after(desk, desk.ask("POST", f"{desk.path}/{to}", **sent))
    assert number(house.evening, "follow_entry") == 2
