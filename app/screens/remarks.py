"""What is missing in the current step: told to the facilitator, never a refusal. Next still works.

Each says what is so at this moment, and nothing that can no longer be done is missing.
"""

from collections.abc import Callable, Iterable

from app.frozen import frozen
from app.screens.agreed_actions import NONE_AGREED, ActionFace, incomplete_actions
from app.screens.groups import GroupLine
from app.screens.idea_lines import IdeaLine
from app.texts import Saying
from app.vocabulary import N_, Cover, RoundState, Shown, Step


@frozen
class HallNow:
    """The state of the hall. `vote`: of the newest round. `unfinished`: people who have not finished the survey,
    where it closes with the meeting or is the current step.

    `over`: numbers of groups with more votes than people. `to_come`: themes or proposals after the one on the
    wall. `result_told`: of the newest round. `foreign`: how many proposals, of how many, are in a language that
    half of the people or more do not read on their phones. `places`: the programme has the axis.
    """

    step: Step | None
    people: int
    joining_open: bool = True
    projector_present: bool = True
    groups: tuple[GroupLine, ...] = ()
    without_group: int = 0
    shown: tuple[tuple[str, str], ...] = ()
    ideas: tuple[IdeaLine, ...] = ()
    vote: RoundState | None = None
    over: tuple[int, ...] = ()
    without_voters: tuple[str, ...] = ()
    actions: tuple[ActionFace, ...] = ()
    unfinished: int = 0
    ended: bool = False
    to_come: int = 0
    result_told: bool = False
    foreign: tuple[int, int] = (0, 0)
    places: bool = True


def remarks(room: HallNow) -> tuple[Saying, ...]:
    """First what covers the wall, then the step's own, as Next has room for one; then the evening's.
    Once the meeting has ended only the wall still matters.
    """
    if room.ended:
        return tuple(_covered(room))
    of_step = OF_STEP[room.step](room) if room.step in OF_STEP else []
    return (*_covered(room), *of_step, *_of_tables(room), *_of_hall(room))


def _covered(room: HallNow) -> list[Saying]:
    """What covers the wall hides all that a step shows, so it comes first."""
    return [Saying(cover.says["name"]) for cover in Cover if cover in dict(room.shown)]


def _results(room: HallNow) -> list[Saying]:
    return _number_of(
        room.to_come,
        N_("One theme comes after this one."),
        N_("%(number)s themes come after this one."),
    )


def _groups(room: HallNow) -> list[Saying]:
    return [] if room.groups else [Saying(N_("The groups are not formed yet."))]


def _sorting(room: HallNow) -> list[Saying]:
    behind = [group.number for group in room.groups if group.done < group.total]
    return _of_groups(
        room,
        behind,
        N_("Group %(groups)s has cards left."),
        N_("Groups %(groups)s have cards left."),
        N_("All groups have cards left."),
    )


def _picture(room: HallNow) -> list[Saying]:
    is_up = any(what == Shown.picture for what, _ in room.shown)
    return [] if is_up else [Saying(N_("The picture is not on the wall."))]


def _ideas(room: HallNow) -> list[Saying]:
    lacking_one = _of_groups(
        room,
        _without(room, room.ideas),
        N_("Group %(groups)s has no idea yet."),
        N_("Groups %(groups)s have no idea yet."),
        N_("No group has an idea yet."),
    )
    return lacking_one or ([] if room.places else _silent(room))


def _axis(room: HallNow) -> list[Saying]:
    return [
        *_of_groups(
            room,
            _without(room, [idea for idea in room.ideas if idea.settled]),
            N_("Group %(groups)s has not settled a point yet."),
            N_("Groups %(groups)s have not settled a point yet."),
            N_("No group has settled a point yet."),
        ),
        *_silent(room),
    ]


def _unvotable(room: HallNow) -> list[Saying]:
    """One remark for each proposal, with the numbers of its groups, until the votes are counted."""
    if room.vote is RoundState.closed:
        return []
    singular = N_(
        "Nobody could vote for the proposal of group %(groups)s: everybody here is in it."
    )
    plural = N_(
        "Nobody could vote for the proposal of groups %(groups)s: everybody here is in them."
    )
    return [
        Saying(singular if groups.isdigit() else plural, (("groups", groups),))
        for groups in room.without_voters
    ]


def _proposals(room: HallNow) -> list[Saying]:
    """Proposals that are still to be presented count only while one is presented."""
    rest = _number_of(
        room.to_come,
        N_("One proposal comes after this one."),
        N_("%(number)s proposals come after this one."),
    )
    return rest + _unvotable(room) + _silent(room) + _foreign(room)


def _silent(room: HallNow) -> list[Saying]:
    """Until a vote has been opened: then no group can propose anything more."""
    if room.vote is not None:
        return []
    return _of_groups(
        room,
        _without(room, [idea for idea in room.ideas if idea.proposed]),
        N_("Group %(groups)s proposes nothing yet."),
        N_("Groups %(groups)s propose nothing yet."),
        N_("No group proposes anything yet."),
    )


def _vote(room: HallNow) -> list[Saying]:
    over = _counted(
        [*room.over],
        "groups",
        N_("Too many votes in group %(groups)s: reduce the number of hands."),
        N_("Too many votes in groups %(groups)s: reduce the number of hands."),
    )
    return over + _stage_of_vote(room) + _unvotable(room) + _foreign(room)


def _stage_of_vote(room: HallNow) -> list[Saying]:
    if room.vote is RoundState.closed:
        return [] if room.result_told else [Saying(N_("The result is not being shown."))]
    if room.vote is RoundState.open:
        return [Saying(N_("The vote is still open."))]
    is_before = room.vote is None and room.step is Step.vote
    return [Saying(N_("The vote has not been opened."))] if is_before else []


def _foreign(room: HallNow) -> list[Saying]:
    """So that nobody votes without understanding: somebody can read it out or translate it. Once
    the votes are counted, it is too late for that.
    """
    number, of = room.foreign
    if not number or room.vote is RoundState.closed:
        return []
    words = N_(
        "Proposals in a language that at least half of the people do not use on their phones: "
        "%(number)s of %(of)s. Let somebody say each in another language."
    )
    return [Saying(words, (("number", number), ("of", of)))]


def _agreement(room: HallNow) -> list[Saying]:
    if not room.actions:
        return [*_stage_of_vote(room), Saying(NONE_AGREED)]
    return [
        *_stage_of_vote(room),
        *_counted(
            incomplete_actions(room.actions),
            "actions",
            N_("Action %(actions)s still lacks something."),
            N_("Actions %(actions)s still lack something."),
        ),
    ]


def _survey(room: HallNow) -> list[Saying]:
    return _number_of(
        room.unfinished,
        N_("One person has not finished the survey yet."),
        N_("%(number)s people have not finished the survey yet."),
    )


OF_STEP: dict[Step | None, Callable[[HallNow], list[Saying]]] = {
    Step.results: _results,
    Step.groups: _groups,
    Step.sorting: _sorting,
    Step.picture: _picture,
    Step.ideas: _ideas,
    Step.axis: _axis,
    Step.proposals: _proposals,
    Step.vote: _vote,
    Step.agreement: _agreement,
    Step.survey: _survey,
    Step.thanks: _survey,
}


def _of_tables(room: HallNow) -> list[Saying]:
    """Once groups are formed: people without one, and tables without a connected phone."""
    if not room.groups:
        return []
    silent = [group.number for group in room.groups if not group.phones_here]
    return [
        *_number_of(
            room.without_group,
            N_("One person is not in a group."),
            N_("%(number)s people are not in a group."),
        ),
        *_of_groups(
            room,
            silent,
            N_("No phone of group %(groups)s is connected."),
            N_("No phones of groups %(groups)s are connected."),
            N_("No phone of any group is connected."),
        ),
    ]


def _of_hall(room: HallNow) -> list[Saying]:
    said = []
    if not room.people and not room.groups:
        said.append(Saying(N_("Nobody has joined yet.")))
    if not room.joining_open and room.step is not Step.thanks:
        said.append(Saying(N_("Joining is closed.")))
    if not room.projector_present:
        said.append(Saying(N_("No projector is connected.")))
    return said


def _without(room: HallNow, ideas: Iterable[IdeaLine]) -> list[int]:
    having = {idea.group_number for idea in ideas if not idea.hidden}
    return [group.number for group in room.groups if group.number not in having]


def _of_groups(
    room: HallNow, numbers: list[int], singular: str, plural: str, everyone: str
) -> list[Saying]:
    if len(numbers) > 1 and len(numbers) == len(room.groups):
        return [Saying(everyone)]
    return _counted(numbers, "groups", singular, plural)


def _counted(numbers: list[int], name: str, singular: str, plural: str) -> list[Saying]:
    """Names the groups or actions by number: a facilitator walks to a table, not to a count."""
    if not numbers:
        return []
    said = ", ".join(str(number) for number in sorted(numbers))
    return [Saying(singular if len(numbers) == 1 else plural, ((name, said),))]


def _number_of(number: int, singular: str, plural: str) -> list[Saying]:
    if not number:
        return []
    return [Saying(singular) if number == 1 else Saying(plural, (("number", number),))]
