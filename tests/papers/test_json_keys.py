"""The file for other programs has the keys that its readers were promised, and no number of the program's own."""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.languages import WRITTEN_TAGS
from app.method.preparing import owners, slide_notes
from app.method.preparing.content import content_of
from app.papers.content_file import meeting_json
from app.papers.json_file import actions_json, result_json
from app.papers.outcome import MeetingResult
from app.screens.speaker import Said
from app.vocabulary import Language, Theme
from tests.cast import Evening
from tests.papers.test_result import result_of, through

# By the key of an object: the keys in it. A text, wherever it stands, has the same ones.
ACTION = (
    "also_from corrected_on due_on first_step goal group_number indicator "
    "interest number origin owner owner_says_yes partners review_on "
    "said_yes_to theme title"
)
RESULT = {
    "": (
        "actions cards caveat format gatherings groups held_on hidden_ideas hidden_proposals ideas key_results "
        "language municipality name people place proposals roles rounds starts "
        "survey survey_forms version without_phone"
    ),
    "roles": "people role",
    "gatherings": "held_on how language participants place population_group",
    "key_results": "groups note theme",
    "key_results.groups": "population_group texts",
    "cards": "card decisions not_reached number seen undecided_lines",
    "cards.card": "heavy population_group text theme",
    "cards.decisions": "after_picture before_merging category group_number line reason source",
    "cards.undecided_lines": "group_number line",
    "ideas": (
        "effort group_number impact joined_with letter proposed source suggestion title what who"
    ),
    "proposals": "action answer because marks title what",
    "rounds": "hands number order_alone proposals state tie turnout voters votes",
    "rounds.proposals": "group_number hands joined letter place tied title votes",
    "actions": ACTION,
    "survey": ("actions all_alike answers by_role high kind levels low seen text too_few words"),
    "survey.by_role": "levels role",
    "survey.actions": "people title",
    "survey_forms": "is_open lost papers people through waiting",
}
ACTIONS = {
    "": ("actions caveat format held_on language municipality name place starts version"),
    "actions": ACTION,
}
PREPARED = {
    "": (
        "cards format gatherings key_results meeting municipality "
        "population_groups prepared_owners principles programme round slide_notes "
        "suggested_actions survey_questions version"
    ),
    "round": "name",
    "meeting": (
        "accessibility_contact asks_again_on contact effort_high effort_low "
        "ends_by first_report_months follow_up impact_high impact_low "
        "main_language most_phones name place privacy_notice proposals_a_group "
        "report_months second_language starts_at tables unchecked_languages"
    ),
    "population_groups": "is_majority name",
    "gatherings": (
        "begins coming discussion_groups held_on how invited language leaders "
        "organisation participants place population_group secretaries"
    ),
    "key_results": "population_group text theme",
    "programme": "kind minutes name",
    "principles": "text",
    "cards": "heavy population_group text theme",
    "suggested_actions": "text theme",
    "survey_questions": "high kind low text",
    "prepared_owners": "name",
    "slide_notes": "text theme",
}


def promised(table: dict[str, str]) -> dict[str, set[str]]:
    return {name: set(told.split()) for name, told in table.items()}


def held(told: Any, name: str = "") -> dict[str, set[str]]:
    """By its key, the keys in each object that is not a text."""
    if isinstance(told, list):
        return _all(held(item, name) for item in told)
    if not isinstance(told, dict) or _is_text(told):
        return {}
    return _all(
        [
            {name: set(told)},
            *(held(value, f"{name}.{key}".removeprefix(".")) for key, value in told.items()),
        ]
    )


def _all(several: Iterable[dict[str, set[str]]]) -> dict[str, set[str]]:
    by_name: dict[str, set[str]] = {}
    for some in several:
        for name, within in some.items():
            by_name[name] = by_name.get(name, set()) | within
    return by_name


def _is_text(told: dict[str, Any]) -> bool:
    return told.keys() <= {"words", "language", "original"} or told.keys() <= {*WRITTEN_TAGS}


def whole(kind: Any) -> Any:
    """A value of this kind in which nothing is lacking."""
    if kind is Said:
        return Said("Words", "sv", original=Said("Sanat", "fi"))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{field.name: whole(hints[field.name]) for field in fields(kind)})
    if get_origin(kind) in (Union, UnionType):
        return whole(get_args(kind)[0])
    if get_origin(kind) is tuple:
        return (whole(get_args(kind)[0]),)
    return next(iter(kind)) if issubclass(kind, Enum) else kind(1)


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


def test_a_file_has_the_keys_that_its_readers_were_promised_and_no_other(meeting: Evening) -> None:
    result = whole(MeetingResult)
    meeting.do(owners.add_owner, {Language.sv: "Biblioteket"})
    meeting.do(slide_notes.set_note, Theme.security, {Language.sv: "Läs långsamt"})
    with meeting.reading() as book:
        prepared = content_of(book, meeting.id)
    assert held(json.loads(result_json(result))) == promised(RESULT)
    assert held(json.loads(actions_json(result))) == promised(ACTIONS)
    assert held(json.loads(meeting_json(prepared))) == promised(PREPARED)


def test_a_file_says_what_it_is_and_by_which_version(meeting: Evening) -> None:
    for written, kind in ((actions_json, "agreed-actions"), (result_json, "result")):
        told = json.loads(written(result_of(meeting)))
        assert (told["format"], told["version"]) == (f"more-of-this/{kind}", 1)


def test_no_key_and_no_number_is_a_rows(meeting: Evening) -> None:
    through(meeting)
    told = json.loads(result_json(result_of(meeting, Language.fi)))
    assert not {key for key in keys(told) if key == "id" or key.endswith("_id")}
    assert max(numbers(told)) < 100
