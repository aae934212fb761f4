"""The population groups whose experiences the cards tell."""

from app.db import AnyRow
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.preparing import basket
from app.method.preparing.order import behind
from app.method.preparing.translations import new_text, reword
from app.method.refusals import NotYoursError, Refusal, empty, require
from app.method.rules import meeting_of
from app.method.wordings import Words
from app.models import Card, Gathering, KeyResult, PopulationGroup
from app.vocabulary import N_

group_used = Refusal(
    "group_used",
    N_("This population group has cards, results or sessions. Change them first."),
)


def round_of(act: Act) -> int:
    return meeting_of(act.book, act.meeting_id).round_id


def groups_of(act: Act) -> list[PopulationGroup]:
    return act.book.all(PopulationGroup, round_id=round_of(act), order=("position",))


def row_of_round(act: Act, kind: type[AnyRow], row_id: int) -> AnyRow:
    """The row of the meeting's round with this id. Raises NotYoursError for one of another round."""
    row = act.book.one(kind, id=row_id, round_id=round_of(act))
    if row is None:
        raise NotYoursError
    return row


def add_group(act: Act, name: Words, *, is_majority: bool = False) -> int:
    made = PopulationGroup(
        round_id=round_of(act),
        position=behind(groups_of(act)),
        name_id=new_text(act, name, LIMIT.title),
        is_majority=is_majority,
    )
    act.book.add(made)
    return made.id


def find_or_add_group(act: Act, name: Words) -> int:
    """The id of the group that has one of these names in any language; else adds a group."""
    wanted = {said.casefold() for said in name.values() if said}
    require(None if wanted else empty)
    for group in groups_of(act):
        names = wordings.said(act.book, group.name_id).values()
        if wanted & {said.casefold() for said in names}:
            return group.id
    return add_group(act, name)


def set_group(act: Act, population_group_id: int, name: Words, *, is_majority: bool) -> None:
    group = row_of_round(act, PopulationGroup, population_group_id)
    reword(act, group.name_id, name, LIMIT.title)
    act.book.change(PopulationGroup, {"id": group.id}, is_majority=is_majority)


def remove_group(act: Act, population_group_id: int) -> None:
    group = row_of_round(act, PopulationGroup, population_group_id)
    speaking = (Card, Gathering, KeyResult)
    is_used = any(act.book.count(kind, population_group_id=group.id) for kind in speaking)
    require(group_used if is_used else None)
    basket.put(act, PopulationGroup, group)
