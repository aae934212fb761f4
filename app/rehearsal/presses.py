"""The buttons that the simulated facilitator presses, step by step."""

from app.limits import LIMIT

WAIT = ""  # until the tables are done
JOIN_FOR_GOOD = "join for good"
HANDS = "count hands"
LOWER = "lower hands"
ELSEWHERE = "the computer dies"
# By the ids of the console's forms.
COURSE: dict[str, tuple[str, ...]] = {
    "before": (WAIT, "close-joining", "open-joining", "wall-language"),
    "opening": ("principles-up", "principles-down"),
    "results": ("theme-next", "theme-next", "theme-back", "theme-next", "theme-next"),
    "groups": ("form-groups", "to-group-#"),
    "sorting": ("count-#", WAIT),
    "picture": ("picture-up", "picture-down", "picture-up", "move-somebody"),
    "ideas": (WAIT, "hide-#", "unhide-#"),
    "axis": ("settings", "titles-up", WAIT, "titles-down"),
    "proposals": (
        "spotlight-next",
        "spotlight-next",
        "spotlight-back",
        "spotlight-next",
        "spotlight-down",
        "join-alike",
        "apart-#",
        JOIN_FOR_GOOD,
    ),
    "vote": (
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
    "agreement": ("agree-#", "new-action", "edit-#", "drop-#", "restore-#", WAIT),
    "survey": (WAIT,),
    "thanks": (WAIT, "end-meeting", "open-again", "end-meeting"),
}
# Pressed in the programme's first row, and in its second, from which one can go back.
AT_FIRST = (
    *(f"more-{minutes}" for minutes in LIMIT.more_minutes),
    "stop-clock",
    "start-clock",
    "minutes-#",
)
THEN = ("back", "next", "door-up", "door-down", "blank-up", "blank-down", "go-#")
