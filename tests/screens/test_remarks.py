"""What the facilitator is told is missing. Next is never held back by it."""

import pytest

from app.screens.agreed_actions import ActionFace
from app.screens.groups import GroupLine
from app.screens.idea_lines import IdeaLine
from app.screens.on_plane import Point
from app.screens.remarks import OF_STEP, HallNow, remarks
from app.screens.speaker import Said
from app.vocabulary import Language, RoundState, Shown, Step


def words(said: str) -> Said:
    return Said(said, Language.sv)


def group(number: int, *, here: int = 5, done: int = 0) -> GroupLine:
    return GroupLine(number, number, (), done, total=24, phones_here=here)


def idea(
    group_number: int, *, settled: bool = False, proposed: bool = False, hidden: bool = False
) -> IdeaLine:
    point = Point(20, 80) if settled else None
    return IdeaLine(
        group_number,
        group_number,
        "A",
        words("Matkväll"),
        words(""),
        words(""),
        hidden,
        point,
        proposed,
    )


def action(number: int, owner: str, due_on: str = "2027-01-15") -> ActionFace:
    return ActionFace(number, number, words("Matkväll"), words(owner), words("Boka"), due_on)


def said(step: Step | None, **room: object) -> list[str]:
    made = HallNow(step=step, people=int(str(room.pop("people", 15))), **room)  # type: ignore[arg-type]
    return [remark.sentence % dict(remark.values) for remark in remarks(made)]


THREE = (group(1, done=24), group(2, done=7), group(3, done=23))


def test_a_room_that_lacks_nothing_is_told_nothing() -> None:
    for step in (None, Step.opening, Step.results, Step.supper, Step.thanks):
        assert said(step, groups=THREE) == []


def test_the_hall_hears_of_a_missing_projector_and_of_closed_doors() -> None:
    assert said(None, people=0, joining_open=False, projector_present=False) == [
        "Nobody has joined yet.",
        "Joining is closed.",
        "No projector is connected.",
    ]


def test_groups_are_named_by_their_numbers() -> None:
    assert said(Step.sorting, groups=THREE) == ["Groups 2, 3 have cards left."]
    assert said(Step.ideas, groups=THREE, ideas=(idea(1), idea(2))) == ["Group 3 has no idea yet."]


def test_what_all_groups_lack_is_said_without_their_numbers() -> None:
    assert said(Step.ideas, groups=THREE) == ["No group has an idea yet."]
    assert said(Step.ideas, groups=(group(1),)) == ["Group 1 has no idea yet."]


def test_a_hidden_idea_counts_as_none() -> None:
    assert said(Step.ideas, groups=THREE, ideas=(idea(1), idea(2), idea(3, hidden=True))) == [
        "Group 3 has no idea yet."
    ]


def test_on_the_axis_points_and_proposals_are_missed() -> None:
    ideas = (idea(1, settled=True, proposed=True), idea(2, settled=True), idea(3))
    assert said(Step.axis, groups=THREE, ideas=ideas) == [
        "Group 3 has not settled a point yet.",
        "Groups 2, 3 propose nothing yet.",
    ]


def test_people_without_a_group_and_tables_without_a_phone_are_missed_once_groups_are_formed() -> (
    None
):
    assert said(Step.groups, without_group=3) == ["The groups are not formed yet."]
    assert said(Step.groups, groups=(group(1), group(2, here=0)), without_group=1) == [
        "One person is not in a group.",
        "No phone of group 2 is connected.",
    ]


@pytest.mark.parametrize("step", [Step.vote, Step.agreement])
def test_an_open_vote_is_remembered_when_the_programme_goes_on(step: Step) -> None:
    told = said(step, vote=RoundState.open, actions=(action(1, "Bildningen"),))
    assert told == ["The vote is still open."]


@pytest.mark.parametrize("step", [Step.proposals, Step.vote])
def test_who_can_vote_and_read_is_told_until_the_votes_are_counted(step: Step) -> None:
    room = {
        "groups": THREE,
        "ideas": tuple(idea(number, proposed=True) for number in (1, 2, 3)),
        "without_voters": ("2",),
        "foreign": (1, 3),
        "result_told": True,
    }
    nobody = "Nobody could vote for the proposal of group 2: everybody here is in it."
    foreign = "Proposals in a language that at least half of the people do not use on their phones: 1 of 3."
    for vote in (None, RoundState.open, RoundState.void):
        told = "\n".join(said(step, vote=vote, **room))
        assert nobody in told
        assert foreign in told
    assert said(step, vote=RoundState.closed, **room) == []


@pytest.mark.parametrize("step", [Step.axis, Step.proposals])
def test_nobody_is_waited_for_to_propose_once_a_vote_has_been_opened(step: Step) -> None:
    room = {"groups": THREE, "ideas": tuple(idea(number, settled=True) for number in (1, 2, 3))}
    assert "No group proposes anything yet." in said(step, **room)
    for vote in RoundState:
        assert "No group proposes anything yet." not in said(step, vote=vote, **room)


def test_the_picture_is_missed_while_it_is_not_on_the_wall() -> None:
    assert said(Step.picture) == ["The picture is not on the wall."]
    assert said(Step.picture, shown=((Shown.picture, ""),)) == []


def test_that_nobody_has_joined_is_not_said_of_people_who_have_gone() -> None:
    assert "Nobody has joined yet." in said(Step.sorting, people=0)
    gone = (group(1, here=0, done=24), group(2, here=0, done=24))
    assert said(Step.sorting, people=0, groups=gone) == ["No phone of any group is connected."]


@pytest.mark.parametrize("step", [*OF_STEP])
def test_after_the_end_only_what_covers_the_wall_is_told(step: Step) -> None:
    room = {"people": 0, "joining_open": False, "projector_present": False, "unfinished": 2}
    over = {**room, "groups": (group(1, here=0),), "without_group": 3, "ended": True}
    assert said(step, **over) == []
    assert said(step, shown=(("blank", ""),), **over) == ["The wall is blank."]


def test_an_action_lacks_what_makes_it_start() -> None:
    assert said(Step.agreement) == ["No action is agreed yet."]
    actions = (action(1, "Bildningen"), action(2, ""), action(3, "Servicechefen", due_on=""))
    assert said(Step.agreement, actions=actions) == ["Actions 2, 3 still lack something."]
