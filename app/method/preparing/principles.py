"""The principles of the safer space, seen by everybody who joins."""

from app.limits import LIMIT
from app.method.act import Act
from app.method.preparing import basket
from app.method.preparing.corrections import require_to_come
from app.method.preparing.order import behind
from app.method.preparing.translations import new_text, reword
from app.method.rules import own_row
from app.method.wordings import Words
from app.models import Principle


def add_principle(act: Act, words: Words) -> int:
    require_to_come(act)
    principles = act.book.all(Principle, meeting_id=act.meeting_id)
    made = Principle(
        meeting_id=act.meeting_id,
        position=behind(principles),
        text_id=new_text(act, words, LIMIT.text),
    )
    act.book.add(made)
    return made.id


def set_principle(act: Act, principle_id: int, words: Words) -> None:
    reword(act, own_row(act, Principle, principle_id).text_id, words, LIMIT.text)


def remove_principle(act: Act, principle_id: int) -> None:
    principle = own_row(act, Principle, principle_id)
    basket.put(act, Principle, principle)
