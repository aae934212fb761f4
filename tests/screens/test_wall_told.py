"""What the console says that the wall shows is what the wall shows: in every step, and in each state of it."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import pytest

from app.method import agreement, ending, groups, ideas, on_the_wall, sealing, sorting, survey, vote
from app.method.people import admitting
from app.models import (
    AgreedAction,
    BecameOf,
    Card,
    Gathering,
    KeyResult,
    Meeting,
    Principle,
    ProgrammeRow,
    Proposal,
    SurveyQuestion,
    VoteRound,
)
from app.models.followup import FollowState
from app.vocabulary import Category, Door, Language, Shown, Step
from tests.cast import Evening
from tests.house import Browser, House
from tests.web.elements import tree

TURNOUT, CLOCK = "have voted", 'role="timer"'


class Told(NamedTuple):
    """What the console says after `doing`; what is on the wall then, and what another state has there."""

    doing: Callable[[Evening], object]
    said: str
    seen: tuple[str, ...]
    unseen: tuple[str, ...] = ()


def at(step: Step) -> Callable[[Evening], object]:
    return lambda evening: evening.go_to(step)


def up(what: Shown, subject: str = "") -> Callable[[Evening], object]:
    return lambda evening: evening.do(on_the_wall.show, what, subject)


def down(what: Shown) -> Callable[[Evening], object]:
    return lambda evening: evening.do(on_the_wall.take_down, what)


def door(*, is_open: bool) -> Callable[[Evening], object]:
    return lambda evening: evening.do(admitting.open_joining, is_open=is_open)


def without(*kinds: type[Any]) -> Callable[[Evening], object]:
    def removed(evening: Evening) -> None:
        for kind in kinds:
            for row in evening.all(kind):
                evening.do(_remove, kind, row.id)

    return removed


def _remove(act: Any, kind: type[Any], row_id: int) -> None:
    act.book.remove(kind, id=row_id)


def _became(evening: Evening) -> None:
    text_id = evening.all(Principle)[0].text_id
    evening.do(
        lambda act: act.book.add(
            BecameOf(meeting_id=act.meeting_id, position=0, text_id=text_id, state=FollowState.done)
        )
    )


def _decided(evening: Evening) -> None:
    evening.go_to(Step.sorting)
    evening.do(sorting.decide, evening.member("Amina"), evening.ids(Card)[0], Category.more)
    evening.go_to(Step.picture)


def _proposed(evening: Evening, back_to: Step) -> None:
    evening.propose("Amina", "Matkväll")
    evening.go_to(back_to)


def _lit(evening: Evening) -> None:
    (proposal,) = evening.all(Proposal)
    evening.do(on_the_wall.show, Shown.spotlight, str(proposal.idea_id))


def _read(evening: Evening) -> None:
    (action,) = evening.all(AgreedAction)
    evening.do(on_the_wall.show, Shown.read_back, str(action.id))


def _paused(evening: Evening) -> None:
    evening.do(
        lambda act: act.book.add(
            ProgrammeRow(meeting_id=act.meeting_id, position=len(Step), kind=Step.pause, minutes=10)
        )
    )
    evening.go_to(Step.pause)


def _opened(evening: Evening) -> None:
    evening.do(vote.open_round)


def _formed_at_last(evening: Evening) -> None:
    """Where they are formed, and back."""
    (meeting,) = evening.all(Meeting, id=evening.id)
    (row,) = evening.all(ProgrammeRow, id=meeting.current_row_id)
    evening.go_to(Step.groups)
    evening.do(groups.form, 1)
    evening.go_to(row.kind)


def _hide(evening: Evening, *, hidden: bool) -> None:
    (proposal,) = evening.all(Proposal)
    evening.do(ideas.hide, proposal.idea_id, hidden=hidden)


def _through(evening: Evening) -> None:
    """Somebody has answered, the meeting was ended, and it was opened again."""
    scale = evening.ids(SurveyQuestion)[0]
    evening.do(survey.answer, evening.member("Amina"), scale, 1)
    evening.do(ending.end, ended=True)
    evening.do(ending.end, ended=False)
    evening.go_to(Step.survey)


def _agreed(evening: Evening) -> None:
    evening.do(agreement.agree, "Matkväll varje vecka", "Biblioteket", "", "", Language.en)


def _lost(evening: Evening) -> None:
    newest = _newest(evening)
    sealing.destroy_key(evening.keys, newest.id)
    evening.do(vote.close_round, newest.number)


def _closed(evening: Evening) -> None:
    evening.do(vote.close_round, _newest(evening).number)


def _newest(evening: Evening) -> VoteRound:
    return max(evening.all(VoteRound), key=lambda row: row.number)


NO_PROPOSAL = "There is no proposal to vote on."
JOIN, SHUT = (
    "How to join, and how many have joined",
    "That joining is closed, and how many have joined",
)
EVENING: dict[str, tuple[Told, ...]] = {
    "lobby": (
        Told(lambda _: None, JOIN, ('id="qr"', 'id="people"')),
        Told(door(is_open=False), SHUT, ("Joining is closed", 'id="people"'), ('id="qr"',)),
    ),
    "covers": (
        Told(at(Step.ideas), "How many ideas each group has", ('id="tables"',)),
        Told(up(Shown.qr), "The QR code, to join", ('id="qr"',), ('id="tables"',)),
        Told(door(is_open=False), "How many ideas each group has", ('id="tables"',), ('id="qr"',)),
        Told(door(is_open=True), "The QR code, to join", ('id="qr"',)),
        Told(up(Shown.blank), "Nothing: the wall is blank", ("blank",), ('id="qr"', "foot-step")),
    ),
    "opening": (
        Told(at(Step.opening), "The discussion sessions that were held", ('id="gathering-1"',)),
        Told(up(Shown.principles), "The principles", ("Principle 1",), ('id="gatherings"',)),
        Told(
            without(Principle),
            "The discussion sessions that were held",
            ('id="gathering-1"',),
        ),
        Told(
            without(Gathering),
            "The discussion sessions are not entered yet.",
            ("The discussion sessions are not entered yet.",),
        ),
    ),
    "opening again": (
        Told(_became, JOIN, ('id="qr"',)),
        Told(at(Step.opening), "The discussion sessions that were held", ('id="gathering-1"',)),
        Told(up(Shown.became), "What became of the last meeting", ('id="became"',)),
        Told(up(Shown.principles), "What became of the last meeting", ('id="became"',)),
        Told(down(Shown.became), "The principles", ("Principle 1",)),
    ),
    "results": (
        Told(
            at(Step.results), "Results: Participation", (">Participation<", "Result participation")
        ),
        Told(up(Shown.theme, "security"), "Results: Sense of security", (">Sense of security<",)),
        Told(without(KeyResult), "Results: Sense of security", (">Sense of security<",)),
    ),
    "picture": (
        Told(at(Step.picture), "How far each group came", ('id="house-1"',), ('id="legend"',)),
        Told(
            up(Shown.picture),
            "No group has decided on a card yet.",
            ("No group has decided on a card yet.",),
        ),
        Told(_decided, "The picture of all cards", ('id="bar-above-1"',)),
    ),
    "axis": (
        Told(at(Step.axis), "The plane, with no idea on it yet", ('id="plane"',), ('id="point-',)),
        Told(
            partial(_proposed, back_to=Step.axis),
            "Settled points, without titles",
            ('id="point-1-A"',),
            ("Matkväll",),
        ),
        Told(up(Shown.axis_titles), "Settled points, with titles", ('id="point-1-A"', "Matkväll")),
    ),
    "proposals": (
        Told(
            at(Step.proposals),
            "No group has chosen its proposal yet.",
            ("No group has chosen its proposal yet.",),
        ),
        Told(
            partial(_proposed, back_to=Step.proposals),
            "The shapes of the groups that propose",
            ('id="hung-1-A"',),
            ("Matkväll",),
        ),
        Told(_lit, "Matkväll", ("Matkväll",)),
    ),
    "vote": (
        Told(at(Step.vote), NO_PROPOSAL, (NO_PROPOSAL,), (TURNOUT, "Soon we vote")),
        Told(
            partial(_proposed, back_to=Step.vote),
            "That the vote is about to open",
            ("Soon we vote",),
        ),
        Told(
            _opened,
            "How many have voted",
            ("Which idea do you support most?", TURNOUT),
        ),
        Told(
            _closed,
            "That the votes are counted, and how many have voted",
            ("The votes are counted.", TURNOUT),
            ('id="tally"',),
        ),
        Told(up(Shown.result, "1"), "The result of the vote", ('id="tally"', TURNOUT)),
        Told(down(Shown.result), "That the votes are counted, and how many have voted", (TURNOUT,)),
        Told(_opened, "How many have voted", (TURNOUT,), ('id="tally"',)),
        Told(partial(_hide, hidden=True), NO_PROPOSAL, (NO_PROPOSAL,), (TURNOUT, "Which idea")),
        Told(partial(_hide, hidden=False), "How many have voted", (TURNOUT,)),
        Told(
            _lost,
            "That the vote cannot be counted",
            ("the votes cannot be counted",),
            (TURNOUT, "We vote again"),
        ),
    ),
    "agreement": (
        Told(at(Step.agreement), "No action is agreed yet.", ("No action is agreed yet.",)),
        Told(_agreed, "What is agreed", ("Matkväll varje vecka",)),
        Told(_read, "1. Matkväll varje vecka", ("Matkväll varje vecka", "1 of 1")),
    ),
    "survey": (
        Told(at(Step.survey), "How many have finished the survey", ('id="through"', 'id="qr"')),
        Told(
            _through,
            "The survey is closed",
            ("The survey is closed",),
            ('id="qr"', "A few questions on your phone"),
        ),
    ),
    "pause": (Told(_paused, "What the pause is called", (">Pause<",)),),
    "thanks": (
        Told(at(Step.thanks), "Thanks", ("Thank you",), ("This is what we agreed",)),
        Told(
            _agreed,
            "Thanks, and what was agreed",
            ("This is what we agreed", "Matkväll varje vecka"),
        ),
    ),
}
NO_GROUPS = "The small groups are not formed yet."
UNGROUPED: dict[str, tuple[Told, ...]] = {
    "supper": (
        Told(
            at(Step.supper),
            "The break for the meal",
            (">Meal<", CLOCK),
            ('id="tables"',),
        ),
        Told(
            lambda evening: evening.do(groups.form, 1),
            "The break for the meal, and how many sit at each table",
            (">Meal<", 'id="table-1"'),
        ),
    ),
    "groups": (
        Told(
            at(Step.groups),
            "The groups are formed in a moment. Keep your phone open.",
            ("The groups are formed in a moment. Keep your phone open.",),
        ),
        Told(
            lambda evening: evening.do(groups.form, 1),
            "The small groups and their shapes",
            ('id="table-1"',),
        ),
    ),
    "sorting": (
        Told(at(Step.sorting), NO_GROUPS, (NO_GROUPS,)),
        Told(_formed_at_last, "How far each group is", ('id="house-1"',)),
    ),
    "picture": (
        Told(
            at(Step.picture),
            "That the picture is shown soon",
            ("Soon we see the whole picture",),
            ('id="house-1"',),
        ),
    ),
    "ideas": (
        Told(at(Step.ideas), NO_GROUPS, (NO_GROUPS,)),
        Told(
            _formed_at_last,
            "How many ideas each group has",
            ('id="table-1"',),
        ),
    ),
}


def holds(evening: Evening, told: Told, console: Browser, wall: Browser) -> None:
    told.doing(evening)
    assert tree(console.screen()).one(id="wall-shows").said == told.said
    on_wall = wall.screen()
    assert [words for words in told.seen if words not in on_wall] == [], told
    assert [words for words in told.unseen if words in on_wall] == [], told


def in_english(console: Browser) -> Browser:
    console.tap("wall/language", first="en", second="")
    return console


@pytest.mark.parametrize("state", EVENING)
def test_the_console_says_what_the_wall_shows(house: House, state: str) -> None:
    console, wall = in_english(house.console(Language.en)), house.projector()
    for told in EVENING[state]:
        holds(house.evening, told, console, wall)


COVERING = ((Shown.blank, "The wall is blank."), (Shown.qr, "The QR code covers the wall."))


@pytest.mark.parametrize(("cover", "said"), COVERING)
@pytest.mark.parametrize("step", [Step.results, Step.proposals, Step.agreement])
def test_nothing_is_called_on_the_wall_while_something_covers_it(
    house: House, step: Step, cover: Shown, said: str
) -> None:
    evening, console = house.evening, house.console(Language.en)
    if step is Step.proposals:
        _proposed(evening, back_to=step)
        _lit(evening)
    elif step is Step.agreement:
        evening.go_to(step)
        _agreed(evening)
        _read(evening)
    else:
        evening.go_to(step)
    assert on_wall(console)
    up(cover)(evening)
    assert not on_wall(console)
    assert said in console.screen()
    down(cover)(evening)
    assert on_wall(console)


def on_wall(console: Browser) -> bool:
    """Whether something of the step is said to be on the wall."""
    states = tree(console.screen()).all("span", kind="line-state")
    states += tree(console.screen()).all("p", kind="line-state")
    return any(state.said == "On the wall" for state in states)


def test_the_presenters_phone_tells_what_the_wall_shows_in_place_of_the_slide(
    house: House,
) -> None:
    evening = house.evening
    remote = house.opened(Door.presenter, {"language": "en"})
    evening.go_to(Step.opening)
    for what, said, is_told in (
        (Shown.principles, "On the wall now The principles", False),
        (Shown.qr, "The QR code covers the wall.", True),
        (Shown.blank, "The wall is blank.", True),
    ):
        assert told_of_slide(remote) == ("On the wall now", True)
        up(what)(evening)
        assert (said, is_told) == told_of_slide(remote)
        down(what)(evening)


def told_of_slide(remote: Browser) -> tuple[str, bool]:
    """What the phone says of the wall, and whether it shows the slide."""
    slide = tree(remote.screen()).one(id="slide")
    heads = [slide.one(id="slide-title").said, *(each.said for each in slide.all(id="instead"))]
    return " ".join(heads), bool(slide.all(id="gathering-1"))


@pytest.mark.parametrize("state", UNGROUPED)
def test_it_says_so_too_where_no_groups_are_formed(
    house: House, ungrouped: Evening, state: str
) -> None:
    console = in_english(house.console(Language.en, of=ungrouped))
    wall = house.projector(of=ungrouped)
    for told in UNGROUPED[state]:
        holds(ungrouped, told, console, wall)
