"""Adds a language to the hall's, and tells what comes of it: `python -m tests.one_more_language et`."""

import json
import re
import sys
from importlib.util import find_spec, module_from_spec
from pathlib import Path

PLACE = "app.languages"
LINE = re.compile(r"^(HALL_LANGUAGES = \(.*)\)$", re.MULTILINE)


def add_it(tag: str) -> None:
    """The module is run from its source with the line changed, before any other one reads it."""
    spec = find_spec(PLACE)
    assert spec
    assert spec.origin
    source, lines = LINE.subn(rf"\1, Language.{tag})", Path(spec.origin).read_text("utf-8"))
    assert lines == 1
    module = sys.modules[PLACE] = module_from_spec(spec)
    exec(compile(source, spec.origin, "exec"), module.__dict__)  # noqa: S102


def told(tag: str) -> dict[str, object]:
    # Imported once the language has been added.
    from app.languages import PHONE_LANGUAGES  # noqa: PLC0415
    from app.method.preparing.pattern import usual  # noqa: PLC0415
    from app.papers.brought.headings import column_named, theme_named  # noqa: PLC0415
    from app.papers.brought.template import columns  # noqa: PLC0415
    from app.screens.speaker import say  # noqa: PLC0415
    from app.texts import name  # noqa: PLC0415
    from app.vocabulary import Language, Theme  # noqa: PLC0415

    added = Language(tag)
    new = dict(usual().principles[0])
    before = {language: words for language, words in new.items() if language != added}
    headings = columns("cards", added)
    return {
        "new": new,
        "before": {
            reader.value: say({1: before}, 1, reader, Language.sv).words
            for reader in PHONE_LANGUAGES
        },
        "headings": [use for use, _ in headings],
        "understood": [column_named(heading) for _, heading in headings],
        "themes": [theme_named(name(theme, added)) for theme in Theme],
    }


if __name__ == "__main__":
    add_it(sys.argv[1])
    sys.stdout.write(json.dumps(told(sys.argv[1])))
