"""Over the years: what was seen and learnt, who was asked, later surveys, national goals, and the next round's cost."""

from io import BytesIO
from typing import Any

import openpyxl

from app.method.small_cells import too_few
from app.models import AgreedAction, Attendance, Figure, LaterAnswer, LaterSurvey, NextRound
from tests.cast import Evening
from tests.house import Browser, House
from tests.web.test_followup import UNSAID, desk, evening, followed, published

__all__ = ["desk", "evening"]

LEVELS = ("1 Helt av annan åsikt", "2", "3", "4 Helt av samma åsikt")
UNTOLD = {f"{name}_{tag}": "" for name in ("effect", "learnt") for tag in ("fi", "en")}


def webropol() -> bytes:
    """As Webropol gives it out: semicolons, letters of one byte, who answered in the first columns."""
    rows = ["Svarsnr;Namn;E-post;Trivs du i kommunen?;Vad vill du säga?"]
    answers = [LEVELS[3]] * 14 + [LEVELS[2]] * 9 + [LEVELS[1]] * 6 + [LEVELS[0]] * 2
    rows += [
        f"{place};Person {place};p{place}@example.org;{said};Ord nummer {place}"
        for place, said in enumerate(answers, start=1)
    ]
    return "\r\n".join(rows).encode("cp1252")


def forms() -> bytes:
    """As Forms gives it out: a workbook, times and persons first, several choices in one cell."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["ID", "Start time", "Email", "Name", "Onko arki muuttunut?", "Missä?"])
    for place in range(1, 21):
        where = "Koulussa;Työssä;" if place <= 12 else "Koulussa;"
        said = "Kyllä" if place <= 11 else "Ei"
        sheet.append([place, f"2029-01-{place:02} 10:00", "anonymous", "", said, where])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def sent_file(desk: Browser, path: str, name: str, content: bytes) -> str:
    """Where the browser is led to."""
    fields = {"name": name, "asked_on": "2029-02-01"}
    sent = {"file": ("answers", content, "application/octet-stream")}
    answer = desk.ask("POST", f"{path}/effect/surveys", data=fields, files=sent)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_what_was_seen_and_learnt_is_told_and_who_was_asked_is_kept(
    evening: Evening, desk: Browser
) -> None:
    followed(desk)
    at = f"/coordinator/meetings/{evening.id}"
    (action,) = evening.all(AgreedAction)
    desk.send(f"actions/{action.id}", **{**UNSAID, "state": "done", "sv": "Varje tisdag."})
    assert published(desk) == 303
    told = {"effect_sv": "Fler pratar i kön.", "learnt_sv": "Barnpassning behövs.", **UNTOLD}
    wrong = desk.ask("POST", f"{at}/effect/actions/{action.id + 1}", data=told)
    assert wrong.status_code == 404
    assert desk.ask("POST", f"{at}/effect/actions/{action.id}", data=told).status_code == 303
    assert "Fler pratar i kön." in desk.ask("GET", f"{at}/effect").text
    preview = desk.ask("GET", f"{at}/followup/preview/sv.html").text
    assert "Barnpassning behövs." in preview
    assert "Texter ändrades." in preview

    asked = {f"{name}_{role}": "0" for name in ("invited", "promised") for role in ROLES}
    refused = desk.ask(
        "POST", f"{at}/effect/room", data={**asked, "promised_elected": "3"}
    ).headers["location"]
    assert "Fler har lovat komma" in desk.ask("GET", refused).text
    assert not evening.all(Attendance)
    numbers = {**asked, "invited_elected": "27", "promised_elected": "11", "invited_resident": "4"}
    desk.ask("POST", f"{at}/effect/room", data=numbers)
    page = desk.ask("GET", f"{at}/effect").text
    room = page[page.index('class="room"') :].partition("</table>")[0]
    assert ">27<" not in room, "beside their sum it would tell of the four"
    desk.ask("POST", f"{at}/effect/room", data={**numbers, "invited_resident": "9"})
    page = desk.ask("GET", f"{at}/effect").text
    room = page[page.index('class="room"') :].partition("</table>")[0]
    assert ">27<" in room
    assert ">11<" in room


ROLES = ("resident", "elected", "civil_servant", "organisation", "discussion_leader", "authority")


def test_an_action_that_was_reported_on_without_words_has_something_in_its_log(
    evening: Evening, desk: Browser
) -> None:
    followed(desk)
    at = f"/coordinator/meetings/{evening.id}"
    assert "Loggen är tom" in desk.ask("GET", f"{at}/effect").text
    (action,) = evening.all(AgreedAction)
    desk.send(f"actions/{action.id}", **{**UNSAID, "state": "going_on"})
    page = desk.ask("GET", f"{at}/effect").text
    assert "På gång" in page
    assert "Loggen är tom" not in page


def test_surveys_of_other_tools_come_in_without_persons_and_without_small_numbers(
    evening: Evening, desk: Browser
) -> None:
    at = f"/coordinator/meetings/{evening.id}"
    sent_file(desk, at, "Invånarenkät", webropol())
    sent_file(desk, at, "Forms-kysely", forms())
    first, second = evening.all(LaterSurvey, order=("position",))
    assert (first.people, second.people) == (31, 20)
    rows = evening.all(LaterAnswer, order=("question", "position"), later_survey_id=first.id)
    assert {row.asked for row in rows} == {"Trivs du i kommunen?"}
    assert [row.people for row in rows] == [None, None, 9, 14], "2 alone would be learnt, so 6 goes"
    chosen = evening.all(LaterAnswer, order=("question", "position"), later_survey_id=second.id)
    assert [(row.answer, row.people) for row in chosen] == [
        ("Ei", 9),
        ("Kyllä", 11),
        ("Koulussa", None),
        ("Työssä", 12),
    ]
    for survey in (first, second):
        told = evening.all(LaterAnswer, later_survey_id=survey.id, question=1)
        left = survey.people - sum(answer.people or 0 for answer in told)
        assert left == 0 or not too_few(left)
    page = desk.ask("GET", f"{at}/effect").text
    assert "Trivs du i kommunen?" in page
    for never in ("Person 1", "example.org", "Ord nummer", "anonymous"):
        assert never not in page
    desk.ask("POST", f"{at}/effect/surveys/{second.id}/chosen", data={"question": ["1"]})
    assert {row.question for row in evening.all(LaterAnswer, later_survey_id=second.id)} == {1}
    few = "Fråga;Annat\r\n" + "Ja;x\r\nNej;x\r\n" * 2
    assert "färre än 5" in desk.ask("GET", sent_file(desk, at, "Liten", few.encode())).text
    words = "Fråga\r\n" + "\r\n".join(f"Eget svar {place}" for place in range(30))
    assert "Ingen fråga" in desk.ask("GET", sent_file(desk, at, "Ord", words.encode())).text
    desk.ask("POST", f"{at}/effect/surveys/{first.id}/removed", data={})
    assert evening.all(LaterSurvey) == [second]


def test_goals_indicators_and_the_law_are_the_municipalitys_to_keep(
    house: House, evening: Evening, desk: Browser
) -> None:
    at = f"/coordinator/meetings/{evening.id}/goals"
    check = {"attained": "begun", "sv": "Två medlare sedan 2028.", "fi": "", "en": ""}
    assert desk.ask("POST", f"{at}/measures/mediates", data=check).status_code == 303
    assert desk.ask("POST", f"{at}/measures/nothing", data=check).status_code == 404
    page = desk.ask("GET", at).text
    assert "Två medlare sedan 2028." in page

    figure = {
        "indicator": "discrimination",
        "year": "2026",
        "unit": "percent",
        "value": "31,5",
        "asked": "Diskriminerade senaste året",
        "source": "Invånarenkäten",
        "people": "412",
    }
    for wrong in ({"people": "4"}, {"value": "130"}, {"value": "trettio"}, {"year": "26"}):
        sent = desk.ask("POST", f"{at}/figures", data={**figure, **wrong})
        assert "refused=" in sent.headers["location"], wrong
    assert not evening.all(Figure)
    for year, value in (("2026", "31,5"), ("2029", "25")):
        desk.ask("POST", f"{at}/figures", data={**figure, "year": year, "value": value})
    assert [(row.year, row.tenths) for row in evening.all(Figure, order=("year",))] == [
        (2026, 315),
        (2029, 250),
    ]
    page = desk.ask("GET", at).text
    assert "31,5" in page
    assert "<polyline" in page
    desk.ask("POST", f"{at}/figures/{evening.all(Figure)[0].id}/removed", data={})
    assert len(evening.all(Figure)) == 1

    law = {"sv": "Myndigheten heter nu något annat.", "fi": "", "en": ""}
    stated = {**law, "source": "", "dated_on": "2027-03-01"}
    assert (
        "refused="
        in desk.ask("POST", f"{at}/stated/regional_authority", data=stated).headers["location"]
    )
    stated["source"] = "finlex.fi"
    desk.ask("POST", f"{at}/stated/regional_authority", data=stated)
    guide = house.browser("").ask("GET", "/guide/about?language=sv").text
    assert "Myndigheten heter nu något annat." in guide
    assert "1 mars 2027" in guide
    in_finnish = {**stated, "sv": "", "fi": "Viranomaisella on uusi nimi."}
    desk.ask("POST", f"{at}/stated/regional_authority", data=in_finnish)
    guide = house.browser("").ask("GET", "/guide/about?language=sv").text
    assert "Viranomaisella on uusi nimi." in guide
    assert "<bdi>Viranomaisella on uusi nimi.</bdi>" in desk.ask("GET", at).text
    desk.ask("POST", f"{at}/stated/regional_authority", data={**stated, "sv": ""})
    guide = house.browser("").ask("GET", "/guide/about?language=sv").text
    assert "Livskraftscentralen" in guide


def test_the_next_round_has_a_budget_that_begins_with_the_methods_costs(
    evening: Evening, desk: Browser
) -> None:
    followed(desk)
    at = f"/coordinator/meetings/{evening.id}/rounds"
    page = desk.ask("GET", at).text
    assert "är ingen trend i åsikter" in page
    assert 'value="1200"' in page
    wanted = {"sessions": "5", "a_session": "1300", "the_meeting": "1500", "besides": "800"}
    desk.ask("POST", f"{at}/budget", data={**wanted, "decided": "Kultur och fritid, 2028"})
    assert evening.all(NextRound)[0].sessions == 5
    assert "ungefär 8800 €" in desk.ask("GET", at).text
    refused = desk.ask("POST", f"{at}/budget", data={**wanted, "besides": "-1", "decided": ""})
    assert "refused=" in refused.headers["location"]
