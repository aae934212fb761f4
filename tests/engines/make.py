"""Derives `newer.json` beside it: what of CSS, HTML and scripts is not in all of the oldest browsers that are promised.

From the package @mdn/browser-compat-data (CC0 1.0), unpacked by `npm pack @mdn/browser-compat-data`:

    python -m tests.engines.make package/data.json
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "newer.json"
OLDEST = {"safari_ios": "15.4", "chrome_android": "99", "firefox": "115"}
# What a key of the data says in words ("range_syntax") is no word of a style sheet or a script.
WORD = re.compile(r"-?[a-z][a-z0-9-]*")
NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
Tree = dict[str, Any]


def number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.lstrip("≤").split("."))


def is_known(compat: Tree) -> bool:
    """In all of the oldest, by its own name and with nothing switched on."""
    return all(
        any(_has(statement, oldest) for statement in _told(compat["support"].get(browser, [])))
        for browser, oldest in OLDEST.items()
    )


def _told(support: Tree | list[Tree]) -> list[Tree]:
    return support if isinstance(support, list) else [support]


def _has(told: Tree, oldest: str) -> bool:
    if {"prefix", "flags", "alternative_name"} & told.keys():
        return False
    added, removed = told.get("version_added"), told.get("version_removed")
    if not isinstance(added, str) or added == "preview" or number(added) > number(oldest):
        return False
    return not isinstance(removed, str) or number(removed) > number(oldest)


def below(tree: Tree, *path: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Every key with its way to it, and whether it is known."""
    for key, held in tree.items():
        if key != "__compat" and isinstance(held, dict):
            if "__compat" in held:
                yield (*path, key), is_known(held["__compat"])
            yield from below(held, *path, key)


def newer(tree: Tree, depth: int, form: re.Pattern[str]) -> list[str]:
    features = below(tree)
    return sorted(
        path[-1]
        for path, known in features
        if len(path) == depth and not known and form.fullmatch(path[-1])
    )


def by_owner(tree: Tree, form: re.Pattern[str]) -> dict[str, list[str]]:
    """Values of properties, attributes of elements."""
    of_owner: dict[str, list[str]] = {}
    for path, known in below(tree):
        if len(path) == 2 and not known and form.fullmatch(path[1]):
            of_owner.setdefault(path[0], []).append(path[1])
    return {owner: sorted(words) for owner, words in sorted(of_owner.items())}


def members(*trees: Tree) -> list[str]:
    """Names that a script takes of something, where none of all that have one of this name is older."""
    known: dict[str, bool] = {}
    for tree in trees:
        for path, is_old in below(tree):
            if len(path) == 2 and NAME.fullmatch(path[1]):
                known[path[1]] = known.get(path[1], False) or is_old
    return sorted(name for name, is_old in known.items() if not is_old)


def functions(types: Tree) -> list[str]:
    """A type at any depth, called as a function."""
    return sorted(
        {path[-1] for path, known in below(types) if not known and WORD.fullmatch(path[-1])}
    )


def table(data: Tree) -> Tree:
    css, html, builtins = data["css"], data["html"], data["javascript"]["builtins"]
    return {
        "of": f"@mdn/browser-compat-data {data['__meta']['version']}, CC0 1.0",
        "oldest": OLDEST,
        "properties": newer(css["properties"], 1, WORD),
        "values": by_owner(css["properties"], WORD),
        "functions": functions(css["types"]),
        "selectors": newer(css["selectors"], 1, WORD),
        "at_rules": newer(css["at-rules"], 1, WORD),
        "media": newer({"media": css["at-rules"]["media"]}, 2, WORD),
        "elements": newer(html["elements"], 1, NAME),
        "attributes": by_owner(html["elements"], WORD),
        "global_attributes": newer(html["global_attributes"], 1, WORD),
        "globals": sorted({*newer(data["api"], 1, NAME), *newer(builtins, 1, NAME)}),
        "members": members(data["api"], builtins),
    }


if __name__ == "__main__":
    sets = table(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    lines = (f"{json.dumps(name)}: {json.dumps(held)}" for name, held in sets.items())
    TABLE.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
