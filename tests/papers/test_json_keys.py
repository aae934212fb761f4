"""The file for other programs has the keys that its readers were promised, and no number of the program's own."""

import json
from typing import Any

from app.papers.json_file import actions_json, result_json
from app.vocabulary import Language
from tests.cast import Evening
from tests.papers.test_result import result_of, through

ACTION = {
    *("number", "title", "owner", "owner_says_yes", "said_yes_to", "first_step", "due_on"),
    *(
        "theme",
        "goal",
        "partners",
        "indicator",
        "review_on",
        "corrected_on",
        "group_number",
        "also_from",
    ),
    *("origin", "interest"),
}


def keys(told: Any) -> set[str]:
    """Every key, however deep."""
    if isinstance(told, dict):
        return set(told).union(*map(keys, told.values()))
    return set[str]().union(*map(keys, told)) if isinstance(told, list) else set()


def numbers(told: Any) -> set[int]:
    """Every whole number, however deep."""
    if isinstance(told, dict):
        return numbers(list(told.values()))
    if isinstance(told, list):
        return set[int]().union(*map(numbers, told))
    return {told} if isinstance(told, int) else set()


def test_an_action_is_told_by_what_people_know_of_it(meeting: Evening) -> None:
    through(meeting)
    for written in (actions_json, result_json):
        told = json.loads(written(result_of(meeting)))["actions"]
        assert [set(action) for action in told] == [ACTION, ACTION]


def test_a_file_says_what_it_is_and_by_which_version(meeting: Evening) -> None:
    for written, kind in ((actions_json, "agreed-actions"), (result_json, "result")):
        told = json.loads(written(result_of(meeting)))
        assert (told["format"], told["version"]) == (f"more-of-this/{kind}", 1)


def test_no_key_and_no_number_is_a_rows(meeting: Evening) -> None:
    through(meeting)
    told = json.loads(result_json(result_of(meeting, Language.fi)))
    assert not {key for key in keys(told) if key == "id" or key.endswith("_id")}
    assert max(numbers(told)) < 100
