"""The presenter's notes: a text beside the slide of each theme."""

from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.preparing.population_groups import round_of
from app.method.preparing.translations import merged
from app.method.wordings import Words
from app.models import SlideNote
from app.vocabulary import Theme


def set_note(act: Act, theme: Theme, words: Words) -> None:
    """Sets a theme's note and keeps its lines; empty words remove that language."""
    text_id = _text_of(act, theme)
    for language, said in merged(words, wordings.said(act.book, text_id)).items():
        wordings.say(
            act.book, text_id, language, wordings.text(said, LIMIT.note, may_be_empty=True)
        )


def _text_of(act: Act, theme: Theme) -> int:
    note = act.book.one(SlideNote, round_id=round_of(act), theme=theme)
    if note is None:
        note = SlideNote(round_id=round_of(act), theme=theme, text_id=wordings.write(act.book, {}))
        act.book.add(note)
    return note.text_id
