"""Fills in any form with random values that a person could enter, going by its fields alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from app.limits import LIMIT
from app.rehearsal.browser import Pairs
from app.rehearsal.seen import SeenField, SeenForm

# Fiction, in the lengths that occur in an evening.
TITLES = (
    "En gemensam kväll i biblioteket",
    "Kielikahvila kerran viikossa",
    "A walk for old and new neighbours",
    "Unga och äldre lagar mat tillsammans på skolan varje månad",
    "Nuorten oma tila keskustaan 🌻",
)
SENTENCES = (
    "Kommunen ger ett rum, föreningarna turas om att hålla i kvällen.",
    "Aloitetaan pienestä: yksi ilta, yksi paikka, kaikki kielet.",
    "Somebody is asked to be at the door, so that nobody has to come in alone.",
    "Det börjar i januari. Alla får komma som de är, också den som bara vill lyssna en stund.",
)

SELDOM = 0.15


def filled(form: SeenForm, chance: Random, *, as_it_stands: bool = False) -> Pairs:
    """The form's pairs of name and value, without its button's.

    `as_it_stands`: keeps its present values.
    """
    pairs: Pairs = []
    for name in dict.fromkeys(field.name for field in form.fields):
        fields = [field for field in form.fields if field.name == name]
        fields[0] = _without({value for _, value in pairs}, fields[0])
        pairs += [(name, value) for value in _values(fields, chance, as_it_stands=as_it_stands)]
    return pairs


def _without(chosen: set[str], field: SeenField) -> SeenField:
    """A select field without its empty option and the values that an earlier field has taken."""
    left = tuple(value for value in field.options if value and value not in chosen)
    return replace(field, options=left) if field.kind == "choice" and left else field


def _values(fields: list[SeenField], chance: Random, *, as_it_stands: bool) -> list[str]:
    first = fields[0]
    if first.kind == "checkbox" and as_it_stands:
        return [field.value for field in fields if field.chosen]
    if first.kind in ("radio", "checkbox"):
        return [field.value for field in chance.sample(fields, _number(fields, chance))]
    return [_value(first, chance, as_it_stands=as_it_stands)]


def _number(fields: list[SeenField], chance: Random) -> int:
    """How many are chosen: of radio buttons one, of several boxes some, a single box seldom."""
    if fields[0].kind == "radio":
        return 1
    return chance.randint(1, len(fields)) if len(fields) > 1 else int(chance.random() < SELDOM)


def _value(field: SeenField, chance: Random, *, as_it_stands: bool) -> str:
    match field.kind:
        case "choice":
            others = [value for value in field.options if value != field.value]
            return chance.choice(others) if others and not as_it_stands else field.value
        case "range" | "number" if not as_it_stands:
            return str(chance.randint(int(field.low or 0), int(field.high or 100)))
        case "date":
            return field.value or (datetime.now(UTC) + timedelta(days=60)).date().isoformat()
        case "words" if not (as_it_stands and field.value):
            return chance.choice(TITLES if field.most <= LIMIT.title else SENTENCES)[: field.most]
    return field.value
