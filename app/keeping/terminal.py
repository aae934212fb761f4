"""The commands of keeping at the terminal.

This module is imported before the program's packages are installed, so each command imports what it
needs.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from app.bootstrap import HOME, PlainRefusal

COMMANDS = ("backup", "restore", "verify", "erase", "check", "bundle", "carry-out", "carry-in")
SYSTEMS = ("windows", "macos", "linux")


def describe(commands: Any, base_url: Callable[[str], str]) -> None:
    """Adds these commands to the parser's own. `base_url`: reads an address that was typed."""
    backup = commands.add_parser("backup", help="make a backup now, also beside a running server")
    backup.add_argument("--to", type=Path, metavar="DIR", help="only there (a stick, a folder)")
    restore = commands.add_parser("restore", help="put a backup back; the server must be stopped")
    restore.add_argument("source", type=Path, help="a backup, or a folder or stick with backups")
    verify = commands.add_parser("verify", help="look whether backups could be put back")
    verify.add_argument("source", type=Path, nargs="?", help="a backup or a folder (its own)")
    erase = commands.add_parser("erase", help="erase one text, or a whole meeting, for good")
    erase.add_argument("--meeting", required=True, metavar="CODE", help="the code of the meeting")
    erase.add_argument("--text", metavar="WORDS", help="only texts in which these words stand")
    erase.add_argument(
        "--yes", action="store_true", help="erase what is found, and do not only show it"
    )
    check = commands.add_parser("check", help="look whether this computer is ready for an evening")
    out = commands.add_parser("carry-out", help="one meeting as a file, for another computer")
    out.add_argument("meeting", metavar="CODE", help="the code of the meeting")
    out.add_argument(
        "--to", type=Path, default=Path(), metavar="DIR", help="where to put it (here)"
    )
    bring = commands.add_parser("carry-in", help="take in a meeting that was carried out elsewhere")
    bring.add_argument("source", type=Path, help="the file")
    for command in (backup, restore, verify, erase, check, out, bring):
        command.add_argument(
            "--data", default=HOME / "data", type=Path, metavar="DIR", help="data folder"
        )
    check.add_argument("--base-url", type=base_url, metavar="URL", help="address that people type")
    bundle = commands.add_parser("bundle", help="one archive that starts where there is no network")
    bundle.add_argument(
        "--for",
        dest="system",
        choices=SYSTEMS,
        required=True,
        help="which system (Windows and Linux on x86-64, macOS on Apple's own chips)",
    )
    bundle.add_argument(
        "--to", type=Path, default=Path(), metavar="DIR", help="where to put it (here)"
    )


def do(options: argparse.Namespace) -> int:
    if isinstance(sys.stdout, TextIOWrapper):  # an old console's encoding lacks many letters
        sys.stdout.reconfigure(errors="replace")
    does: dict[str, Callable[[argparse.Namespace], int]] = {
        "backup": _backup,
        "restore": _restore,
        "verify": _verify,
        "erase": _erase,
        "check": _check,
        "bundle": _bundle,
        "carry-out": _carry_out,
        "carry-in": _carry_in,
    }
    return does[options.command](options)


def _backup(options: argparse.Namespace) -> int:
    from app.keeping.by_hand import backed_up

    for file in backed_up(options.data, options.to):
        print(f"A backup is in {file}. Whoever has it can open the meetings: keep it as a key.")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from app.keeping.restoring import restore, whole_backup

    file, skipped = whole_backup(options.source)
    for words in skipped:
        print(words)
    _, aside = restore(file, options.data)
    print(f"{file} is put back in {options.data.resolve()}.")
    if aside:
        print(f"What was there is kept for a week in {aside}.")
    print(
        "A vote or survey that was open then is void, and paper forms that waited are lost, unless"
    )
    print("the key is still on this computer.")
    print("Start the program as always; open pages follow by themselves at the same address.")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from app.keeping.by_hand import verified

    bad = False
    for file, made_at, fault in verified(options.data, options.source):
        bad = bad or bool(fault)
        when = datetime.fromtimestamp(made_at, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
        print(f"{file}: {f'not whole, {fault}' if fault else f'whole, made {when}'}")
    return 1 if bad else 0


def _erase(options: argparse.Namespace) -> int:
    from app.keeping.by_hand import erased

    lines = erased(options.data, options.meeting.upper(), options.text, do=options.yes)
    if not lines:
        raise PlainRefusal("Nothing like that was found.")
    for words in lines:
        print(f"- {words}")
    if options.yes:
        print("Erased, from the log too. The program's own backups that hold it go within 14 days;")
        print("copies that somebody made by hand are out of its reach.")
    else:
        print("This would be erased. To erase it, say the same with --yes.")
    return 0


def _check(options: argparse.Namespace) -> int:
    from app.keeping.by_hand import checked

    is_ready, lines = checked(options.data, options.base_url)
    print("\n".join(lines))
    return 0 if is_ready else 1


def _bundle(options: argparse.Namespace) -> int:
    from app.keeping.bundle import bundle

    print(bundle(options.system, options.to.resolve()))
    return 0


def _carry_out(options: argparse.Namespace) -> int:
    from app.keeping.by_hand import carried_out_to

    file = carried_out_to(options.data, options.meeting.upper(), options.to)
    print(f"The meeting is in {file}. Whoever has it can open the meeting: keep it as a key.")
    print("Changes made here from now on are not in it.")
    return 0


def _carry_in(options: argparse.Namespace) -> int:
    from app.keeping.by_hand import carried_in

    print(f"The meeting {carried_in(options.data, options.source)} is here now.")
    print(
        "Its code and links work at this computer's address. At a new address phones come back by"
    )
    print(
        "the code on their own page. A vote or survey that was open is void here, and paper forms"
    )
    print("that waited are lost here.")
    return 0
