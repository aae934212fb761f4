"""A municipality's corrections of translations, a file per language in the data folder."""

import json
import os
from pathlib import Path

from app.texts import Corrections
from app.vocabulary import Language

FOLDER = "languages"


def corrections(data: Path) -> dict[Language, Corrections]:
    """All stored corrections, by language. A file that cannot be parsed is ignored."""
    found = {one: _read(_file(data, one)) for one in Language if _file(data, one).exists()}
    return {language: kept for language, kept in found.items() if kept}


def keep(data: Path, language: Language, corrected: Corrections) -> None:
    """Replaces a language's corrections.

    The file is written beside and renamed, so it is always whole.
    """
    file = _file(data, language)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    draft = file.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as writing:
        json.dump(dict(corrected), writing, ensure_ascii=False, indent=1)
        writing.flush()
        os.fsync(writing.fileno())
    draft.replace(file)


def _file(data: Path, language: Language) -> Path:
    return data / FOLDER / f"{language}.json"


def _read(file: Path) -> Corrections:
    try:
        kept = json.loads(file.read_text("utf-8"))
        return {str(key): tuple(map(str, said)) for key, said in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
