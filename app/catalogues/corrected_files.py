"""A municipality's corrections of translations, a file per language in the data folder."""

import json
from pathlib import Path

from app.disk import write_whole
from app.texts import Corrections
from app.vocabulary import Language

FOLDER = "languages"


def corrections(data: Path) -> dict[Language, Corrections]:
    """All stored corrections, by language. A file that cannot be parsed is ignored."""
    stored = {
        language: _read(_file(data, language))
        for language in Language
        if _file(data, language).exists()
    }
    return {language: kept for language, kept in stored.items() if kept}


def keep(data: Path, language: Language, corrected: Corrections) -> None:
    """Replaces a language's corrections."""
    file = _file(data, language)
    file.parent.mkdir(mode=0o700, exist_ok=True)
    write_whole(file, json.dumps(dict(corrected), ensure_ascii=False, indent=1).encode())


def _file(data: Path, language: Language) -> Path:
    return data / FOLDER / f"{language}.json"


def _read(file: Path) -> Corrections:
    try:
        kept = json.loads(file.read_text("utf-8"))
        return {str(key): tuple(map(str, said)) for key, said in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
