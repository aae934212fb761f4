"""The coordinator corrects, completes, translates agreed actions; marked if after the evening."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.frozen import frozen
from app.limits import LIMIT
from app.method import owners_yes, wordings
from app.method.act import Act
from app.method.days import day
from app.method.preparing.translations import new_text, reword
from app.method.rules import meeting_of, own_row
from app.method.wordings import Words
from app.models import AgreedAction
from app.vocabulary import Theme

LIMITS = {
    "title": LIMIT.title,
    "owner": LIMIT.text,
    "partners": LIMIT.text,
    "first_step": LIMIT.text,
    "goal": LIMIT.text,
    "indicator": LIMIT.text,
}


@frozen
class Corrected:
    """An action as wanted. `texts`: keys as in `LIMITS`. `due_on`, `review_on`: ISO, or empty."""

    texts: Mapping[str, Words]
    theme: Theme | None
    due_on: str
    review_on: str
    owner_says_yes: bool


def correct(act: Act, action_id: int, wanted: Corrected, today: date) -> None:
    """Saves the wanted action. `today`: in the hall; papers show it if the meeting has ended."""
    action: Any = own_row(act, AgreedAction, action_id, dropped=False)
    before, promised = _words(act, action), owners_yes.promised(act.book, action)
    texts = {name: _reworded(act, action, name, words) for name, words in wanted.texts.items()}
    values = {
        **{f"{name}_id": text_id for name, text_id in texts.items()},
        "theme": wanted.theme,
        "due_on": day(wanted.due_on),
        "review_on": day(wanted.review_on),
    }
    after = action._replace(**values, owner_says_yes=wanted.owner_says_yes)
    if after == action and _words(act, after) == before:
        return
    if meeting_of(act.book, act.meeting_id).ended:
        values["corrected_on"] = today.isoformat()
    act.book.change(AgreedAction, {"id": action.id}, **values, revision=action.revision + 1)
    is_answered = wanted.owner_says_yes is not action.owner_says_yes
    answer = wanted.owner_says_yes if is_answered else None
    owners_yes.settle(act, action, promised, answer=answer)


def _reworded(act: Act, action: AgreedAction, name: str, words: Words) -> int | None:
    """Returns the id of the text. A text that does not exist yet is made if it is not empty."""
    text_id: int | None = getattr(action, f"{name}_id")
    if text_id is not None:
        reword(act, text_id, words, LIMITS[name], may_be_empty=name != "title")
        return text_id
    if wordings.is_silent(words):
        return None
    return new_text(act, words, LIMITS[name])


def _words(act: Act, action: AgreedAction) -> list[Words]:
    ids = [getattr(action, f"{name}_id") for name in LIMITS]
    return [wordings.said(act.book, text_id) if text_id else {} for text_id in ids]
