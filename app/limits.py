"""How long, how many and how few: every number that people meet; templates read them as `limit`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Lengths are in letters. Rules, refusals and forms read the same number by its name here.

    `survey_days`: after the meeting's own day, the survey is offered to stay open until noon.
    `first_report_months`: after the meeting, residents are told at the latest what became of it.
    """

    title: int = 80
    text: int = 500
    talk: int = 140
    contact: int = 120
    note: int = 1000
    network: int = 32
    network_password: int = 63
    password: int = 200
    shortest_password: int = 12
    code: int = 7

    cards: int = 30
    ideas: int = 4
    actions: int = 4
    sharing: int = 4
    levels: int = 4
    group_size: int = 5
    at_a_table: int = 30
    tables: int = 99
    groups: int = 99
    minutes: int = 240
    survey_days: int = 1
    first_report_months: int = 3
    participants: int = 1000

    small_cell: int = 5
    fewest_to_spread: int = 3
    fewest_to_lie_apart: int = 4


LIMIT = Limits()
