"""The files after the meeting, as they reach the coordinator's browser."""

import json

import pytest

from app.method import accounts
from app.vocabulary import Language
from tests.house import Browser, House


@pytest.fixture
def desk(house: House) -> Browser:
    token = house.evening.writer.do(
        None, lambda act: accounts.set_up(act, "Astrid", "unused", Language.en)
    )
    path = f"/coordinator/meetings/{house.evening.id}/after"
    return house.browser(path, {"coordinator": token})


@pytest.mark.parametrize("paper", ["actions", "result"])
@pytest.mark.parametrize(
    ("ending", "kind"),
    [("csv", "text/csv; charset=utf-8"), ("json", "application/json")],
)
def test_a_file_is_saved_under_a_name_with_its_language(
    desk: Browser, paper: str, ending: str, kind: str
) -> None:
    answer = desk.ask("GET", f"{desk.path}/{paper}.{ending}?language=fi")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert f'-fi.{ending}"' in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"


def test_the_language_is_chosen_or_the_coordinators_own(desk: Browser) -> None:
    own = json.loads(desk.ask("GET", f"{desk.path}/result.json").text)
    chosen = json.loads(desk.ask("GET", f"{desk.path}/result.json?language=sv").text)
    assert (own["language"], chosen["language"]) == ("en", "sv")
    assert chosen["name"] == {"words": "Meeting (sv)", "language": "sv"}
    assert desk.ask("GET", f"{desk.path}/result.json?language=xx").status_code == 409


def test_the_page_to_print_is_in_its_own_language(desk: Browser) -> None:
    page = desk.ask("GET", f"{desk.path}/result.html?language=fi").text
    assert '<html lang="fi"' in page
    assert "Card 1 (fi)" in page


def test_papers_that_do_not_exist_are_not_there(desk: Browser) -> None:
    for path in ("secrets.csv", "result.exe", "result"):
        assert desk.ask("GET", f"{desk.path}/{path}").status_code == 404
