"""The buttons that the simulated facilitator presses, step by step."""

from app.limits import LIMIT
from app.vocabulary import Step

WAIT = ""  # until the tables are done
JOIN_FOR_GOOD = "join for good"
HANDS = "count hands"
LOWER = "lower hands"
ELSEWHERE = "the computer dies"
BEFORE = "before"  # as screens call the time before the first step
# By step, the ids of the console's forms; those of an act that a programme may have in another step stand in both.
COURSE: dict[str, tuple[str, ...]] = {
    BEFORE: (WAIT, "close-joining", "open-joining", "wall-language"),
    Step.opening: ("principles-up", "principles-down"),
    Step.results: ("theme-next", "theme-next", "theme-back", "theme-next", "theme-next"),
    Step.groups: ("form-groups", "to-group-#"),
    Step.sorting: ("count-#", WAIT),
    Step.picture: ("picture-up", "picture-down", "picture-up", "move-somebody"),
    Step.ideas: (WAIT, "hide-#", "unhide-#", "settings"),
    Step.axis: ("settings", "titles-up", WAIT, "titles-down"),
    Step.proposals: (
        "spotlight-next",
        "spotlight-next",
        "spotlight-back",
        "spotlight-next",
        "spotlight-down",
        "join-alike",
        "apart-#",
        JOIN_FOR_GOOD,
    ),
    Step.vote: (
        "open-vote",
        WAIT,
        HANDS,
        ELSEWHERE,
        LOWER,
        "close-vote",
        "result-up",
        "result-down",
        "open-vote",
        WAIT,
        LOWER,
        "close-vote",
        "result-up",
    ),
    Step.agreement: ("agree-#", "new-action", "edit-#", "drop-#", "restore-#", WAIT),
    Step.survey: (WAIT,),
    Step.thanks: (WAIT, "end-meeting", "open-again", "end-meeting"),
}
# Pressed in the programme's first row, and in its second, from which one can go back.
AT_FIRST = (
    *(f"more-{minutes}" for minutes in LIMIT.more_minutes),
    "stop-clock",
    "start-clock",
    "minutes-#",
)
THEN = ("back", "next", "door-up", "door-down", "blank-up", "blank-down", "go-#")
