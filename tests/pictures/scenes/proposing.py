"""At the tables, then: ideas, and their places on the axis."""

from app.method import axis, ideas, ideas_rewording, on_the_wall, proposals
from app.method.act import Member
from app.method.people import merging, sharing, telling
from app.method.preparing import planning
from app.models import Idea, ProgrammeRow, SuggestedAction
from app.vocabulary import Language, Shown, Step
from tests.pictures.hall import Hall
from tests.pictures.scene import CONSOLE, HELPER, PHONE, WALL, Scene, nothing
from tests.pictures.taps import opened, refused, reloaded, typed
from tests.pictures.words import CALLED, HALF, IDEAS, LONG_TITLE, OTHER_TITLE, Written

# -- ideas -------------------------------------------------------------------------------------


def _write(hall: Hall, member: Member, written: Written) -> None:
    hall.do(ideas.write, member, *written)


def _suggested(hall: Hall) -> list[int]:
    lines = hall.all(SuggestedAction, "position", meeting_id=hall.meeting_id)
    return [line.id for line in lines]


def _some_ideas(hall: Hall) -> None:
    """In every group what its people write in their own language."""
    for turn, member in enumerate((hall.me, *hall.others)):
        hall.do(ideas.develop, member, _suggested(hall)[turn], CALLED[hall.written_in])
        if turn < 4:
            own = IDEAS.get(member.language) or IDEAS[hall.written_in]
            _write(hall, member, own[turn % len(own)])


def _my_ideas(hall: Hall) -> list[Idea]:
    group_id = hall.me.group_id or 0
    return hall.read(lambda book: ideas.standing_ideas(book, group_id))


def _written_at_once(hall: Hall) -> None:
    """Two have written from the same revision."""
    idea, (mate, *_) = _my_ideas(hall)[-1], hall.mates
    mate = Member(mate.meeting_id, mate.person_id, mate.group_id, hall.me.language)
    for title in (OTHER_TITLE, LONG_TITLE):
        hall.do(
            ideas_rewording.improve, mate, idea.id, idea.revision, title[hall.written_in], "", ""
        )


def _hidden(hall: Hall) -> None:
    hall.do(ideas.hide, _my_ideas(hall)[0].id, hidden=True)


def _full(hall: Hall) -> None:
    """Four stand, and a fifth was taken away."""
    hall.do(ideas.hide, _my_ideas(hall)[0].id, hidden=False)
    written = IDEAS[hall.written_in]
    _write(hall, hall.me, written[2])
    hall.do(ideas.drop, hall.me, _my_ideas(hall)[-1].id)
    long = LONG_TITLE[hall.written_in]
    _write(hall, hall.me, Written(long, written[1].what, written[1].who))
    _write(hall, hall.me, written[2])


SECOND_IDEA = "details.idea:nth-of-type(2)"
NEW_IDEA = ("#idea-new [name=title]", "#idea-new [name=what]")


def _without_axis(hall: Hall) -> None:
    """The coordinator has left it out: each group chooses where it writes."""
    (row,) = hall.all(ProgrammeRow, meeting_id=hall.meeting_id, kind=Step.axis)
    hall.do(planning.leave_out, row.id)
    hall.do(proposals.propose, hall.me, _my_ideas(hall)[1].id)


def _with_axis(hall: Hall) -> None:
    hall.do(proposals.withdraw, hall.me, _my_ideas(hall)[1].id)
    hall.do(planning.bring_back, Step.axis)
    hall.go(Step.axis)


IDEAS_STEP = (
    Scene("ideas: none yet", lambda hall: hall.go(Step.ideas), (PHONE, WALL, CONSOLE)),
    Scene("ideas: written", _some_ideas, (PHONE, WALL, CONSOLE)),
    Scene("ideas: opened", nothing, (PHONE.after(opened(SECOND_IDEA)),)),
    Scene(
        "ideas: not saved yet",
        nothing,
        (PHONE.after(opened(SECOND_IDEA), typed(f"{SECOND_IDEA} textarea", HALF[Language.sv])),),
    ),
    Scene(
        "ideas: refused",
        nothing,
        (PHONE.after(typed(NEW_IDEA[1], HALF[Language.sv]), refused("#idea-new")),),
    ),
    Scene("ideas: what could not be saved comes back", nothing, (PHONE.after(reloaded),)),
    Scene("ideas: two wrote at once", _written_at_once, (PHONE,)),
    Scene("ideas: hidden", _hidden, (PHONE.after(opened("details.idea")), CONSOLE)),
    Scene("ideas: four", _full, (PHONE, WALL, CONSOLE)),
    Scene("ideas: chosen, without the axis", _without_axis, (PHONE, CONSOLE)),
    Scene("ideas: from paper, without the axis", nothing, (HELPER,)),
)

# -- the axis ----------------------------------------------------------------------------------

MINE = ((14, 94), (60, 40), (75, 90), (20, 25))


def _place(hall: Hall, members: list[Member]) -> None:
    for place, idea in enumerate(_my_ideas(hall)):
        effort, impact = MINE[place]
        for step, member in enumerate(members):
            hall.do(axis.place, member, idea.id, effort + 4 * step, max(impact - 7 * step, 0))


def _show_apart(hall: Hall) -> None:
    """All disagree about the first idea: the frame is as wide as the plane, and crosses its words."""
    first, *_ = _my_ideas(hall)
    for place, member in enumerate((*hall.mates, hall.me)):
        hall.do(axis.place, member, first.id, 28 * place % 100, 96 - 23 * place)
    hall.do(axis.show, hall.me, first.id)


def _settle(hall: Hall) -> None:
    first, second, *_ = _my_ideas(hall)
    hall.do(axis.place_anew, hall.me, first.id)
    _place(hall, [*hall.mates, hall.me])
    hall.do(axis.settle, hall.me, first.id, 32, 76)
    hall.do(axis.settle, hall.me, second.id, 64, 36)


def _all_placed(hall: Hall) -> None:
    for member in hall.mine:
        _place(hall, [member])
        hall.do(sharing.take_turn, hall.my_phone, None)


def _merge(hall: Hall) -> None:
    """My table gets the ideas of all others beside its own: many more than one table may write."""
    hall.be_own()
    mine = hall.me.group_id or 0
    away = [other.group_id or 0 for other in hall.others]
    hall.kept["merges"] = [hall.do(merging.merge, mine, other) for other in away]
    hall.do(telling.see, hall.my_phone)


def _propose(hall: Hall) -> None:
    """Every group has settled its ideas and proposes the last one."""
    for merge_id in reversed(hall.kept["merges"]):
        hall.do(merging.part, merge_id)
    hall.do(telling.see, hall.my_phone)
    for turn, member in enumerate(hall.others):
        for place, idea in enumerate(_ideas_of(hall, member)):
            effort, impact = (23 * turn + 31 * place) % 96, (90 - 17 * turn - 29 * place) % 96
            hall.do(axis.place, member, idea.id, effort, impact)
            hall.do(axis.settle, member, idea.id, effort, impact)
        hall.do(proposals.propose, member, idea.id)
    hall.do(proposals.propose, hall.me, _my_ideas(hall)[1].id)


def _ideas_of(hall: Hall, member: Member) -> list[Idea]:
    group_id = member.group_id or 0
    return hall.read(lambda book: ideas.standing_ideas(book, group_id))


def _two_each(hall: Hall) -> None:
    """Two may be proposed, and mine has two already: the third says why not."""
    first, _second, third, *_ = _my_ideas(hall)
    hall.do(proposals.let_propose, 2)
    hall.do(proposals.propose, hall.me, first.id)
    hall.do(axis.settle, hall.me, third.id, 80, 88)


def _one_each(hall: Hall) -> None:
    hall.do(proposals.withdraw, hall.me, _my_ideas(hall)[0].id)
    hall.do(proposals.let_propose, 1)
    hall.do(on_the_wall.show, Shown.axis_titles)


AXIS = (
    Scene("axis: not placed", _with_axis, (PHONE, WALL, CONSOLE)),
    Scene("axis: ideas from paper", nothing, (HELPER,)),
    Scene("axis: placed by me", lambda hall: _place(hall, [hall.me]), (PHONE,)),
    Scene("axis: median and range", lambda hall: _place(hall, [*hall.mates, hall.me]), (PHONE,)),
    Scene("axis: far apart", _show_apart, (PHONE,)),
    Scene("axis: settled", _settle, (PHONE, WALL, CONSOLE)),
    Scene("axis: a shared phone", Hall.share, (PHONE.after(opened("details.tab:nth-of-type(3)")),)),
    Scene("axis: all who share it are done", _all_placed, (PHONE,)),
    Scene("axis: the table's phone", Hall.host, (PHONE,)),
    Scene("axis: with the ideas of all tables", _merge, (PHONE,)),
    Scene("axis: proposed", _propose, (PHONE.after(opened("details.tab:nth-of-type(2)")), WALL)),
    Scene(
        "axis: no more can be proposed",
        _two_each,
        (
            PHONE.after(opened("details.tab:nth-of-type(3)")),
            CONSOLE.after(opened("#settings-panel")),
        ),
    ),
    Scene("axis: with titles", _one_each, (PHONE, WALL, CONSOLE)),
)


SCENES = (*IDEAS_STEP, *AXIS)
