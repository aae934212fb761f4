"""What can be typed after `python3 -m app pictures`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.bootstrap import HOME, PlainRefusal, tell_progress
from app.vocabulary import Language
from tests.pictures.camera import FRAMES, LIGHT_AND_DARK
from tests.pictures.taking import A_PHONE, IN_FULL, Wanted, take_pictures


def main(arguments: Sequence[str]) -> int:
    """Take the pictures; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return take_pictures(Wanted(**vars(options)))
    except PlainRefusal as refusal:
        tell_progress(str(refusal))
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m app pictures",
        description="Take a picture of every screen of every step, and look each one over.",
    )
    parser.add_argument(
        "--out", default=HOME / "pictures", type=Path, metavar="DIR", help="folder for the pictures"
    )
    parser.add_argument(
        "--only", default="*", metavar="PATTERN", help="the scenes whose names are like this"
    )
    parser.add_argument(
        "--languages", default=IN_FULL, type=_languages, help=f"among {', '.join(Language)}"
    )
    parser.add_argument(
        "--text",
        default=100,
        type=int,
        metavar="PERCENT",
        help="how large the letters are, by the browser's own setting; other than 100, no walls are pictured",
    )
    parser.add_argument(
        "--size",
        default=A_PHONE,
        type=_size,
        metavar="WIDTHxHEIGHT",
        help="of a phone; another one than usual: phones alone are pictured",
    )
    parser.add_argument(
        "--screens",
        default=tuple(FRAMES),
        type=_screens,
        help=f"kinds of screens among {', '.join(FRAMES)}",
    )
    parser.add_argument(
        "--themes",
        default=LIGHT_AND_DARK,
        type=_themes,
        help=f"among {', '.join(LIGHT_AND_DARK)}; the wall is light alone",
    )
    return parser


def _screens(typed: str) -> list[str]:
    screens = typed.split(",")
    if not FRAMES.keys() >= set(screens):
        raise argparse.ArgumentTypeError(f"screens are among {', '.join(FRAMES)}")
    return screens


def _themes(typed: str) -> list[str]:
    themes = typed.split(",")
    if not set(LIGHT_AND_DARK) >= set(themes):
        raise argparse.ArgumentTypeError(f"themes are among {', '.join(LIGHT_AND_DARK)}")
    return themes


def _size(typed: str) -> tuple[int, int]:
    try:
        width, height = map(int, typed.split("x"))
    except ValueError as error:
        raise argparse.ArgumentTypeError("a size is like 320x256") from error
    return width, height


def _languages(typed: str) -> list[Language]:
    try:
        return [Language(language) for language in typed.split(",")]
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"languages are among {', '.join(Language)}") from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
