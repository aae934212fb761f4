"""What can be typed after `python3 -m app`."""

import argparse
import gc
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from app.bootstrap import HOME, enter
from app.keeping import terminal
from app.limits import LIMIT
from app.machine import become

FROM_TESTS = {"bench": "tests.bench", "pictures": "tests.pictures", "test": "tests"}
COMMANDS = ("serve", "links", "sample", "coordinator", "rehearse", *terminal.COMMANDS, *FROM_TESTS)
LOCK = HOME / "requirements.lock"
TEST_LOCK = HOME / "requirements-dev.lock"
USUAL = LIMIT.usual_rehearsing
FEWEST, MOST = LIMIT.fewest_rehearsing, LIMIT.most_rehearsing
# Links and pages begin at the root of their host, so no path is served below another one.
_ADDRESS = re.compile(r"https?://[^/?#\s@]+/?")
EVERY_NETWORK = "0.0.0.0"  # noqa: S104 - phones come from the network


def run(arguments: Sequence[str]) -> int:
    """Do what was typed, on the packages of its lock file; return the exit code."""
    if arguments and arguments[0] in FROM_TESTS:
        _go_on_in_tests(arguments)
    options = _parser().parse_args(_with_command(arguments))
    enter(LOCK, arguments, or_more=[TEST_LOCK])
    os.umask(0o077)  # only the owner can read what is made from here on
    does = {
        "serve": _serve,
        "links": _links,
        "sample": _sample,
        "coordinator": _coordinator,
        "rehearse": _rehearse,
    }
    return does.get(options.command, terminal.do)(options)


def _go_on_in_tests(arguments: Sequence[str]) -> NoReturn:
    """Go on in the tests' own program, which reads the other arguments: a server has no tests
    beside it.
    """
    enter(TEST_LOCK, arguments)
    become([sys.executable, "-m", FROM_TESTS[arguments[0]], *arguments[1:]])


def _serve(options: argparse.Namespace) -> int:
    gc.disable()  # what a start makes stays: see `live.collecting`
    from app.serving import Address, serve

    called = tuple(options.also_called)
    address = Address(options.host, options.port, options.base_url, called)
    sample = not options.no_sample
    return serve(options.data, address, with_sample=sample, second_place=options.second_place)


def _links(options: argparse.Namespace) -> int:
    from app.serving import newest_links

    return _told(newest_links(options.data, options.base_url), options)


def _sample(options: argparse.Namespace) -> int:
    from app.serving import fresh_sample

    return _told(fresh_sample(options.data, options.base_url), options)


def _told(links: Mapping[str, object], options: argparse.Namespace) -> int:
    from app.serving import tell_links

    if options.json:
        print(json.dumps(links, indent=2))
    else:
        tell_links(links)
    return 0


def _coordinator(options: argparse.Namespace) -> int:
    from app.serving import desk_link

    link = desk_link(options.data, options.base_url, options.name)
    print(link or "Nobody here has that name. With several coordinators, say whom: --name NAME")
    return 0 if link else 1


def _rehearse(options: argparse.Namespace) -> int:
    from app.rehearsing import Wanted, rehearse

    names = ("url", "data", "meeting", "phones", "pace", "chance", "second_laptop")
    return rehearse(Wanted(**{name: getattr(options, name) for name in names}))


def _with_command(arguments: Sequence[str]) -> list[str]:
    """Without a command, serve."""
    named = arguments[:1] and arguments[0] in (*COMMANDS, "-h", "--help")
    return [*arguments] if named else ["serve", *arguments]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m app",
        description="More of This: a decision-maker meeting on phones, a projector and a console.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    serve = commands.add_parser("serve", help="run the program (what is done without a command)")
    serve.add_argument("--host", default=EVERY_NETWORK, help="address to listen on (every network)")
    serve.add_argument("--port", default=8000, type=_port, help="port to listen on (8000)")
    serve.add_argument(
        "--also-called",
        action="append",
        default=[],
        metavar="NAME",
        help="another host name that it answers to; links and codes begin with this machine's address, or --base-url",
    )
    serve.add_argument(
        "--no-sample", action="store_true", help="make no sample meeting at the first start"
    )
    sample = commands.add_parser("sample", help="make a fresh sample meeting and print its links")
    links = commands.add_parser("links", help="print the links of the newest meeting again")
    for command in (sample, links):
        command.add_argument(
            "--json", action="store_true", help="print one JSON object and nothing else"
        )
    coordinator = commands.add_parser("coordinator", help="make a link for who is locked out")
    coordinator.add_argument("what", choices=("link",), help="link: to choose a new password, once")
    coordinator.add_argument("--name", default="", help="whose, where there are several")
    for command in (serve, links, sample, coordinator):
        command.add_argument(
            "--data", default=HOME / "data", type=Path, metavar="DIR", help="data folder"
        )
        command.add_argument(
            "--base-url", type=_base_url, metavar="URL", help="address that people type"
        )
    serve.add_argument(
        "--second-place", type=Path, metavar="DIR", help="where backups go too (a stick, a folder)"
    )
    terminal.describe(commands, _base_url)
    _describe_rehearse(commands.add_parser("rehearse", help="play a whole evening on a copy"))
    commands.add_parser("bench", help="measure how fast it is, beside a floor and nchan")
    commands.add_parser("pictures", help="picture every screen, and look each one over")
    commands.add_parser("test", help="check everything; what follows goes to pytest")
    return parser


def _describe_rehearse(rehearse: argparse.ArgumentParser) -> None:
    rehearse.description = (
        "Fill a copy of a meeting with simulated people, play the evening, and throw it away."
        " Without --url no server has to run; without --data a sample meeting is taken."
    )
    rehearse.add_argument("--url", type=_base_url, help="of the server that runs on --data")
    rehearse.add_argument("--data", type=Path, metavar="DIR", help="data folder of the meeting")
    rehearse.add_argument("--meeting", metavar="CODE", help="which meeting (the newest)")
    rehearse.add_argument(
        "--phones", default=USUAL, type=_phones, help=f"simulated people ({USUAL})"
    )
    rehearse.add_argument(
        "--pace", default="fast", choices=("real", "fast"), help="real: by the programme's minutes"
    )
    rehearse.add_argument(
        "--chance", type=int, metavar="NUMBER", help="of an earlier rehearsal, to have its people"
    )
    rehearse.add_argument(
        "--second-laptop",
        action="store_true",
        help="the computer dies while a vote is open, and another one goes on",
    )


def _phones(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or not FEWEST <= int(typed) <= MOST:
        raise argparse.ArgumentTypeError(f"from {FEWEST} to {MOST} phones can come")
    return int(typed)


def _port(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or int(typed) > 65535:
        raise argparse.ArgumentTypeError(
            "a port is a number from 1 to 65535, or 0 for any free one"
        )
    return int(typed)


def _base_url(typed: str) -> str:
    if not _ADDRESS.fullmatch(typed):
        raise argparse.ArgumentTypeError(
            "an address is http:// or https:// and a host, with its port or without, and no path"
        )
    return typed.rstrip("/")
