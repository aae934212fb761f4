"""The gatherings before the meeting: planned, or held and presented at the opening."""

from collections.abc import Mapping
from dataclasses import field

from app.frozen import frozen
from app.limits import LIMIT
from app.method import wordings
from app.method.act import Act
from app.method.days import the_day
from app.method.preparing import basket
from app.method.preparing.order import arrange, behind, day_first
from app.method.preparing.population_groups import round_of, row_of_round
from app.method.preparing.translations import new_text, reword
from app.method.refusals import Refusal, bad_number, require
from app.method.wordings import Words
from app.models import Gathering, Link, PopulationGroup, Report
from app.models.report import ReportState
from app.vocabulary import N_, Door

# The largest allowed number of each.
COUNTS: dict[str, int] = {
    "discussion_groups": LIMIT.discussion_groups,
    "leaders": LIMIT.participants,
    "secretaries": LIMIT.participants,
    "invited": LIMIT.participants,
    "coming": LIMIT.participants,
}
gathering_reported = Refusal(
    "gathering_reported",
    N_("There is a report of this session. Deal with the report first."),
)
coming_uninvited = Refusal(
    "coming_uninvited", N_("More are coming to the meeting than were invited. Correct the numbers.")
)


@frozen
class Held:
    """One gathering, planned or held. `held_on`: ISO date. `language`: that of the talk, in words.

    `begins`: clock time, or empty. `counts`: by column of `Gathering`, see `COUNTS`.
    """

    population_group_id: int
    held_on: str
    participants: int
    place: Words
    language: Words
    how: Words
    begins: str = ""
    organisation: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


def add_gathering(act: Act, held: Held) -> int:
    _judge(act, held)
    gatherings = _gatherings(act)
    made = Gathering(
        round_id=round_of(act),
        population_group_id=held.population_group_id,
        position=behind(gatherings),
        held_on=the_day(held.held_on).isoformat(),
        participants=held.participants,
        place_id=new_text(act, held.place, LIMIT.title, may_be_empty=True),
        language_id=new_text(act, held.language, LIMIT.title, may_be_empty=True),
        how_id=new_text(act, held.how, LIMIT.text, may_be_empty=True),
        begins=held.begins,
        organisation=wordings.line(held.organisation, LIMIT.title, may_be_empty=True),
        **held.counts,
    )
    act.book.add(made)
    arrange(act, Gathering, [*gatherings, made], day_first)
    return made.id


def set_gathering(act: Act, gathering_id: int, held: Held) -> None:
    _judge(act, held)
    gathering = row_of_round(act, Gathering, gathering_id)
    reword(act, gathering.place_id, held.place, LIMIT.title, may_be_empty=True)
    reword(act, gathering.language_id, held.language, LIMIT.title, may_be_empty=True)
    reword(act, gathering.how_id, held.how, LIMIT.text, may_be_empty=True)
    act.book.change(
        Gathering,
        {"id": gathering.id},
        population_group_id=held.population_group_id,
        held_on=the_day(held.held_on).isoformat(),
        participants=held.participants,
        begins=held.begins,
        organisation=wordings.line(held.organisation, LIMIT.title, may_be_empty=True),
        **held.counts,
    )
    arrange(act, Gathering, _gatherings(act), day_first)


def remove_gathering(act: Act, gathering_id: int) -> None:
    gathering = row_of_round(act, Gathering, gathering_id)
    reports = act.book.all(Report, gathering_id=gathering.id)
    is_open = any(report.state is not ReportState.dealt for report in reports)
    require(gathering_reported if is_open else None)
    act.book.remove(Report, gathering_id=gathering.id)
    act.book.remove(Link, gathering_id=gathering.id)
    basket.put(act, Gathering, gathering)


def link_to_report(act: Act, gathering_id: int) -> None:
    """Makes the link by which secretaries write this gathering's report, without an account."""
    gathering = row_of_round(act, Gathering, gathering_id)
    link = act.book.one(Link, meeting_id=act.meeting_id, gathering_id=gathering.id)
    if link is None:
        act.book.add(
            Link(meeting_id=act.meeting_id, door=Door.organisation, gathering_id=gathering.id)
        )


def groups_needed(people: int) -> int:
    """How many discussion groups are needed, each with a leader and a secretary."""
    return -(-people // LIMIT.group_of_discussion)


def _judge(act: Act, held: Held) -> None:
    row_of_round(act, PopulationGroup, held.population_group_id)
    is_number = 0 <= held.participants <= LIMIT.participants
    require(None if is_number else bad_number.saying(low=0, high=LIMIT.participants))
    is_more = held.counts.get("coming", 0) > held.counts.get("invited", 0)
    require(coming_uninvited if is_more else None)


def _gatherings(act: Act) -> list[Gathering]:
    return act.book.all(Gathering, round_id=round_of(act), order=("position",))
