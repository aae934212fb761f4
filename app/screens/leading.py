"""What the facilitator says, does and presses in each step, and what to do if something fails."""

from app.limits import LIMIT
from app.texts import Saying, saying
from app.vocabulary import N_, DeskTab, Press, RoundState, Step

BEFORE = N_(
    "Before people come: open the console and the wall, name the Wi-Fi, join once with your own phone. In every step, "
    "Next goes on and Back comes back; nothing is lost. The clock only reminds: add minutes when a talk needs them."
)
LINKS = saying(
    N_(
        "Their links are secret and not on paper: the coordinator finds them on the meeting's pages, "
        "under “%(page)s”. The console opens on a second device too."
    ),
    page=DeskTab.links,
)
# In a programme without the axis.
CHOOSING_AT_ONCE = N_(
    "Each group writes 1 to %(most)s ideas: it develops a resident's suggestion, or finds a new one. "
    "Then it chooses what it proposes."
)
PRESSING: dict[Step, tuple[Press, ...]] = {
    Step.opening: (Press.show_principles,),
    Step.groups: (Press.form_groups,),
    Step.picture: (Press.show_picture,),
    Step.axis: (Press.show_titles,),
    Step.proposals: (Press.first_proposal, Press.next_proposal),
    Step.vote: (Press.open_vote, Press.close_vote, Press.show_result),
    Step.agreement: (Press.agree, Press.read_first),
    Step.thanks: (Press.end,),
}
# What may fail, and what to do.
IF: tuple[tuple[str, Saying], ...] = (
    (
        N_("A phone fails"),
        saying(
            N_(
                "Its person joins anew by the code and gets a group; move them to their own table under “%(press)s”. "
                "Nobody needs a phone: the table decides together."
            ),
            press=Press.move_somebody,
        ),
    ),
    (
        N_("A table has few phones"),
        saying(
            N_(
                "Up to %(sharing)s people share one, or one acts for the whole table: "
                "in the phone's menu, under “%(press)s”."
            ),
            sharing=LIMIT.sharing,
            press=Press.who_uses,
        ),
    ),
    (
        N_("The network fails"),
        saying(
            N_(
                "What is saved is safe, and the screens come back by themselves. Go on talking; "
                "check that phones use the Wi-Fi named here."
            )
        ),
    ),
    (
        N_("Nobody votes"),
        saying(
            N_(
                "Say once more that the vote is open, wait a minute, count hands. You may go on without a vote."
            )
        ),
    ),
    (
        N_("A table is stuck"),
        saying(
            N_(
                "The console says which. Go there: a card can be skipped and comes back, "
                "and not knowing is an answer too."
            )
        ),
    ),
    (
        N_("The computer dies"),
        saying(
            N_(
                "Another one that has the program goes on: join the Wi-Fi, put the backups' stick in, type %(restore)s "
                "and the stick's path, then %(start)s, and open the links that it prints. Everybody scans the new code "
                "on the wall, chooses “%(press)s” and types the code from the old page. A vote that was open is void."
            ),
            restore="python3 -m app restore",
            start="python3 -m app",
            press=Press.joined_already,
        ),
    ),
    (
        N_("Somebody needs you"),
        saying(
            N_(
                "The console says at which table, never who. Press “%(press)s”, go there quietly and sit down."
            ),
            press=Press.going_there,
        ),
    ),
)


def doing(step: Step, *, places: bool = True, vote: RoundState | None = None) -> Saying:
    """What the facilitator says and does in the step. `places`: the programme has the axis. `vote`:
    the newest round, in the step for voting.
    """
    if vote:
        return saying(vote.says["doing"])
    said = CHOOSING_AT_ONCE if step is Step.ideas and not places else step.says["doing"]
    most = {Step.ideas: LIMIT.ideas, Step.agreement: LIMIT.actions}.get(step, 0)
    return saying(said, size=LIMIT.group_size, most=most)
