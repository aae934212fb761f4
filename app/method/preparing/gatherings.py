"""The gatherings that were held before the meeting, as the opening presents them."""

from dataclasses import dataclass
from datetime import date

from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing import basket
from app.method.preparing.order import arrange, behind
from app.method.preparing.pattern import Words
from app.method.preparing.population_groups import require_group, round_of
from app.method.preparing.translations import reword, written
from app.method.refusals import NotYoursError, bad_date, bad_number, require
from app.models import Gathering


@dataclass(frozen=True)
class Held:
    """One gathering. `held_on`: ISO date. `language`: in which one it was held, in words."""

    population_group_id: int
    held_on: str
    participants: int
    place: Words
    language: Words
    how: Words


def add_gathering(act: Act, held: Held) -> int:
    _judge(act, held)
    there = _gatherings(act)
    made = Gathering(
        round_id=round_of(act),
        population_group_id=held.population_group_id,
        position=behind(there),
        held_on=held.held_on,
        participants=held.participants,
        place_id=written(act, held.place, LIMIT.title, may_be_empty=True),
        language_id=written(act, held.language, LIMIT.title, may_be_empty=True),
        how_id=written(act, held.how, LIMIT.text, may_be_empty=True),
    )
    act.book.add(made)
    arrange(act, Gathering, [*there, made], lambda gathering: gathering.held_on)
    return made.id


def set_gathering(act: Act, gathering_id: int, held: Held) -> None:
    _judge(act, held)
    gathering = _gathering(act, gathering_id)
    reword(act, gathering.place_id, held.place, LIMIT.title, may_be_empty=True)
    reword(act, gathering.language_id, held.language, LIMIT.title, may_be_empty=True)
    reword(act, gathering.how_id, held.how, LIMIT.text, may_be_empty=True)
    act.book.change(
        Gathering,
        {"id": gathering.id},
        population_group_id=held.population_group_id,
        held_on=held.held_on,
        participants=held.participants,
    )
    arrange(act, Gathering, _gatherings(act), lambda gathering: gathering.held_on)


def remove_gathering(act: Act, gathering_id: int) -> None:
    gathering = _gathering(act, gathering_id)
    basket.put(act, "gathering", gathering)


def _judge(act: Act, held: Held) -> None:
    require_group(act, held.population_group_id)
    is_number = 1 <= held.participants <= LIMIT.participants
    require(None if is_number else bad_number.saying(low=1, high=LIMIT.participants))
    require(None if _is_date(held.held_on) else bad_date)


def _is_date(iso: str) -> bool:
    try:
        return date.fromisoformat(iso).isoformat() == iso
    except ValueError:
        return False


def _gatherings(act: Act) -> list[Gathering]:
    return act.book.all(Gathering, round_id=round_of(act), order=("position",))


def _gathering(act: Act, gathering_id: int) -> Gathering:
    found = act.book.one(Gathering, id=gathering_id, round_id=round_of(act))
    if found is None:
        raise NotYoursError
    return found
