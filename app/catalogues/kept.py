"""What a municipality's own people have corrected: a file a language in the data folder, past upgrades."""

import json
import os
from pathlib import Path

from app.texts import Corrections
from app.vocabulary import Language

FOLDER = "languages"


def corrections(data: Path) -> dict[Language, Corrections]:
    """All that are kept; a file that cannot be understood is none."""
    found = {one: _read(_file(data, one)) for one in Language if _file(data, one).exists()}
    return {language: kept for language, kept in found.items() if kept}


def keep(data: Path, language: Language, corrected: Corrections) -> None:
    """In place of what was kept of this language: the file is whole at any moment."""
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
