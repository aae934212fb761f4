"""Key results: what a population group said about a theme, one narrative sentence each."""

from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing import basket
from app.method.preparing.corrections import require_to_come
from app.method.preparing.order import behind
from app.method.preparing.population_groups import round_of, row_of_round
from app.method.preparing.translations import new_text, reword
from app.method.wordings import Words
from app.models import KeyResult, PopulationGroup
from app.vocabulary import Theme


def add_result(act: Act, theme: Theme, population_group_id: int, words: Words) -> int:
    require_to_come(act)
    row_of_round(act, PopulationGroup, population_group_id)
    results = _results(act)
    made = KeyResult(
        round_id=round_of(act),
        population_group_id=population_group_id,
        theme=theme,
        position=behind(results),
        text_id=new_text(act, words, LIMIT.text),
    )
    act.book.add(made)
    return made.id


def set_result(act: Act, result_id: int, words: Words) -> None:
    reword(act, row_of_round(act, KeyResult, result_id).text_id, words, LIMIT.text)


def remove_result(act: Act, result_id: int) -> None:
    result = row_of_round(act, KeyResult, result_id)
    basket.put(act, KeyResult, result)


def _results(act: Act) -> list[KeyResult]:
    return act.book.all(KeyResult, round_id=round_of(act), order=("position",))
