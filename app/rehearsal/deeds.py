"""What must be done at least once in an evening, by somebody who found a button for it; and what was done."""

import re
from collections import Counter
from dataclasses import dataclass, field

from app.rehearsal.screen import Button, Form

NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Deed:
    """`words`: what somebody can do. `path`: below the own page, # for an id.

    `sends`: the button's name and value, or a field, where one path serves several deeds. `form`: the form's id.
    """

    words: str
    path: str
    sends: str = ""
    form: str = ""


@dataclass(frozen=True)
class Offer:
    """One button of a form that is there. `path`: below the own page, # for an id."""

    path: str
    form: Form
    button: Button

    def is_for(self, deed: Deed) -> bool:
        if deed.path != self.path or (deed.form and deed.form != numbered(self.form.id)):
            return False
        face = f"{self.button.name}={self.button.value}"
        return deed.sends in ("", face, self.button.name) or self.form.has(deed.sends)


# By the step in which it is to be done; under nothing, what is done at any time.
BY_STEP: dict[str, tuple[Deed, ...]] = {
    "": (
        Deed("come in", "join"),
        Deed("change the language", "language"),
        Deed("ask for somebody who speaks the own language", "tie"),
        Deed("leave that", "tie/withdrawn"),
        Deed("take somebody in on the own phone", "people"),
        Deed("take no part by a shared phone any more", "people/#/gone"),
        Deed("take part by it again", "people/#/back"),
    ),
    "sorting": (
        Deed("lean towards More", "cards/#/lean", "category=more"),
        Deed("lean towards We don't know", "cards/#/lean", "category=dunno"),
        Deed("lean towards Less", "cards/#/lean", "category=less"),
        Deed("let the own phone act for the table", "host"),
        Deed("have it for oneself again", "host/withdrawn"),
        Deed("say how many sit at the table", "headcount"),
        Deed("count the table by its phones", "headcount/cleared"),
        Deed("lean in turn on a shared phone", "cards/#/lean", "seat"),
        Deed("take the turn on a shared phone, or give it on", "turn"),
        Deed("show how the group leans", "cards/#/spread"),
        Deed("decide on More", "cards/#/decision", "decision=more"),
        Deed("decide on Less", "cards/#/decision", "decision=less"),
        Deed("decide that the group differs", "cards/#/decision", "decision=differ"),
        Deed("decide that a card is neither good nor bad", "cards/#/decision", "decision=neither"),
        Deed("open a card again", "cards/#/reopened"),
        Deed("skip a card", "cards/#/skipped"),
    ),
    "ideas": (
        Deed("develop what residents suggested", "ideas", "suggested_action_id"),
        Deed("write a new idea", "ideas", "title"),
        Deed("improve an idea", "ideas/#"),
        Deed("choose between two wordings", "ideas/#/wording"),
        Deed("leave a wording out", "ideas/#/wording/dropped"),
        Deed("take an idea away", "ideas/#/dropped"),
        Deed("put an idea back", "ideas/#/restored"),
    ),
    "axis": (
        Deed("place an idea", "ideas/#/placement"),
        Deed("place an idea in turn on a shared phone", "ideas/#/placement", "seat"),
        Deed("settle an idea's place", "ideas/#/settled"),
        Deed("open an idea's place again", "ideas/#/unsettled"),
        Deed("propose an idea", "ideas/#/proposed"),
        Deed("take a proposal back", "ideas/#/withdrawn"),
    ),
    "vote": (
        Deed("vote", "vote"),
        Deed("vote in turn on a shared phone", "vote", "seat"),
        Deed("take a vote back", "vote/withdrawn"),
    ),
    "agreement": (
        Deed("say that one wants to take part", "actions/#/interest"),
        Deed("take that back", "actions/#/interest/withdrawn"),
    ),
    "survey": (
        Deed("answer on a scale", "survey/#", "level"),
        Deed("choose actions in the survey", "survey/#", "action_id"),
        Deed("answer in own words", "survey/#", "words"),
        Deed("skip a question", "survey/#/skipped"),
        Deed("change the last answer", "survey/#/taken-back"),
    ),
}
OF_PEOPLE = tuple(deed for deeds in BY_STEP.values() for deed in deeds)

OF_FACILITATOR = (
    Deed("close joining", "joining", "state", "close-joining"),
    Deed("open joining", "joining", "state", "open-joining"),
    Deed("set the wall's languages", "wall/language"),
    Deed("go on with Next", "step", form="next"),
    Deed("go back", "step", form="back"),
    Deed("go to any step", "step", form="go-#"),
    Deed("add two minutes", "clock/more", form="two-more"),
    Deed("add five minutes", "clock/more", form="five-more"),
    Deed("stop the clock", "clock/stopped"),
    Deed("start the clock", "clock"),
    Deed("plan a step's minutes anew", "rows/#/minutes"),
    Deed("show the next theme", "wall", form="theme-next"),
    Deed("show the theme before", "wall", form="theme-back"),
    Deed("form the small groups", "groups"),
    Deed("move somebody to another group", "people/#/group"),
    Deed("say how many sit at a table", "groups/#/headcount"),
    Deed("move somebody in another step", "people/group"),
    Deed("show the picture", "wall", form="picture-up"),
    Deed("take the picture down", "wall/down", form="picture-down"),
    Deed("hide a text", "ideas/#/hidden"),
    Deed("show a hidden text again", "ideas/#/unhidden"),
    Deed("let a group propose more", "settings"),
    Deed("show the titles on the axis", "wall", form="titles-up"),
    Deed("hide the titles on the axis", "wall/down", form="titles-down"),
    Deed("show the next proposal", "wall", form="spotlight-next"),
    Deed("show the proposal before", "wall", form="spotlight-back"),
    Deed("take a proposal off the wall", "wall/down", form="spotlight-down"),
    Deed("join two proposals", "proposals/joined"),
    Deed("take joined proposals apart", "proposals/#/apart"),
    Deed("open the vote", "vote/opened"),
    Deed("count hands", "vote/hands"),
    Deed("close the vote", "vote/closed"),
    Deed("agree on a proposal", "actions", form="agree-#"),
    Deed("write an action", "actions", form="new-action"),
    Deed("change an agreed action", "actions/#"),
    Deed("take an agreed action away", "actions/#/dropped"),
    Deed("put an agreed action back", "actions/#/restored"),
    Deed("end the meeting", "ended"),
    Deed("open the meeting again", "reopened"),
)


@dataclass
class Ledger:
    """What a rehearsal saw. `faults`: sentences; one is enough for it to have failed. `tried`: kinds nobody knew."""

    done: Counter[Deed] = field(default_factory=Counter)
    acts: int = 0
    late: int = 0
    faults: list[str] = field(default_factory=list)
    compared: int = 0
    tried: Counter[str] = field(default_factory=Counter)

    def note(self, offer: Offer, deeds: tuple[Deed, ...]) -> None:
        """This was done, and the server said yes."""
        self.acts += 1
        self.done.update(deed for deed in deeds if offer.is_for(deed))

    def fault(self, sentence: str) -> None:
        if sentence not in self.faults:
            self.faults.append(sentence)

    def lacks(self, path: str) -> bool:
        """Whether something has not been done yet on this path."""
        return any(deed.path == path and not self.done[deed] for deed in OF_PEOPLE)

    def lacks_at(self, step: str) -> bool:
        """Whether something that belongs to a step has not been done yet."""
        return any(not self.done[deed] for deed in BY_STEP.get(step, ()))

    def missing(self) -> list[str]:
        """Of what must be done at least once, what nobody could do."""
        return [
            f"{who} could {deed.words}: no screen offered it, or it was never accepted."
            for who, deeds in (("Nobody", OF_PEOPLE), ("No facilitator", OF_FACILITATOR))
            for deed in deeds
            if not self.done[deed]
        ]


def numbered(words: str) -> str:
    """With a # for each number."""
    return NUMBER.sub("#", words)


def offers_of(forms: tuple[Form, ...], at: str) -> list[Offer]:
    """Every button of these forms that can be pressed. `at`: the own page's path."""
    return [
        Offer(numbered(form.action.removeprefix(at).strip("/")), form, button)
        for form in forms
        for button in form.buttons
    ]
