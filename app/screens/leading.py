"""What the facilitator says, does and presses in each step, and what to do if something fails."""

from app.limits import LIMIT
from app.texts import Saying, saying
from app.vocabulary import N_, RoundState, Step

BEFORE = N_(
    "Before people come: open the console and the wall, name the Wi-Fi, join once with your own phone. In every step, "
    "Next goes on and Back comes back; nothing is lost. The clock only reminds: add minutes when a talk needs them."
)
LINKS = N_(
    "Their links are secret and not on paper: the coordinator finds them on the meeting's pages, under Links. "
    "The console opens on a second device too."
)
# In a programme without the axis.
CHOOSING_AT_ONCE = N_(
    "Each group writes 1 to %(most)s ideas: it develops a resident's suggestion, or finds a new one. "
    "Then it chooses what it proposes."
)
CLOSING = N_("Close and count the votes")
PRESSING: dict[Step, tuple[str, ...]] = {
    Step.opening: (N_("Show the principles"),),
    Step.groups: (N_("Form the groups"),),
    Step.picture: (N_("Show the picture"),),
    Step.axis: (N_("Show the titles"),),
    Step.proposals: (N_("Show the first proposal"), N_("Next proposal")),
    Step.vote: (N_("Open the vote"), CLOSING, N_("Show the result")),
    Step.agreement: (N_("Agree on this"), N_("Read back: the first")),
    Step.thanks: (N_("End the meeting"),),
}
# What may fail, and what to do. Labels of buttons and panels are put in from the screens themselves.
IF: tuple[tuple[str, str], ...] = (
    (
        N_("A phone fails"),
        N_(
            "Its person joins anew by the code and gets a group; move them to their own table under “%(move)s”. "
            "Nobody needs a phone: the table decides together."
        ),
    ),
    (
        N_("A table has few phones"),
        N_(
            "Up to %(sharing)s people share one, or one acts for the whole table: "
            "in the phone's menu, under “%(uses)s”."
        ),
    ),
    (
        N_("The network fails"),
        N_(
            "What is saved is safe, and the screens come back by themselves. Go on talking; "
            "check that phones use the Wi-Fi named here."
        ),
    ),
    (
        N_("Nobody votes"),
        N_(
            "Say once more that the vote is open, wait a minute, count hands. You may go on without a vote."
        ),
    ),
    (
        N_("A table is stuck"),
        N_(
            "The console says which. Go there: a card can be skipped and comes back, "
            "and not knowing is an answer too."
        ),
    ),
    (
        N_("The computer dies"),
        N_(
            "Another one that has the program goes on: join the Wi-Fi, put the backups' stick in, type %(restore)s and "
            "the stick's path, then %(start)s, and open the links that it prints. Everybody scans the new code on the "
            "wall, chooses “%(again)s” and types the code from the old page. A vote that was open is void."
        ),
    ),
    (
        N_("Somebody needs you"),
        N_(
            "The console says at which table, never who. Press “%(going)s”, go there quietly and sit down."
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
