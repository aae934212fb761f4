"""The names under which papers and files are saved: in their own language, so that whoever has many
of them finds the right one, and in characters that every disk takes.
"""

import re
import unicodedata
from collections.abc import Sequence

from app import texts
from app.languages import HALL_LANGUAGES
from app.vocabulary import Language


def file_name(
    paper: str, languages: Sequence[Language], kind: str, *, place: str = "", apart: str = ""
) -> str:
    """`paper`: what it is called, an English sentence; said in the first language, if a paper can
    be in that one, else in English. `place`: the municipality, as it writes its name. `apart`: a
    day, or what else tells it from others.
    """
    first = languages[0] if languages[0] in HALL_LANGUAGES else Language.en
    told = (_plain(place), _plain(texts.say(paper, first)), apart, *languages)
    return "-".join(filter(None, told)) + f".{kind}"


def _plain(words: str) -> str:
    folded = unicodedata.normalize("NFKD", re.sub("['’]", "", words)).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", folded.decode().lower()).strip("-")
