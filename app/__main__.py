"""`python3 -m app`: serve; `python3 -m app test`, `python3 -m app sample`: see `--help`."""

import sys


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one shall read a sentence
        major, minor = sys.version_info[:2]
        return _refuse(f"This program needs Python 3.11 or newer; this is {major}.{minor}.")
    from app.bootstrap import PlainRefusal
    from app.commands import run

    try:
        return run(sys.argv[1:])
    except PlainRefusal as refusal:
        return _refuse(str(refusal))
    except KeyboardInterrupt:
        return 130


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
