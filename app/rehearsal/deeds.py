"""The deeds that must be possible at least once in an evening, and a ledger of what was done."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from app.frozen import frozen
from app.limits import LIMIT
from app.method.acts import acts
from app.method.declared import Declared
from app.method.doers import AT_A_PHONE, Who
from app.method.rules import opened_by
from app.method.sorting import DECISIONS
from app.rehearsal.course import WHOLE, Course
from app.rehearsal.presses import COURSE
from app.rehearsal.seen import SeenButton, SeenForm
from app.vocabulary import METHOD_STEPS, Step

NUMBER = re.compile(r"\d+|{\w+}")


def numbered(words: str) -> str:
    """Replaces each number, or placeholder of one, by #."""
    return NUMBER.sub("#", words)


@frozen
class Deed:
    """Something to do. `words`: what it is. `path`: below the person's page, # for an id.

    If one path serves several deeds, `sends` (the button's name and value, or a field's name) or
    `form` (the form's id) tells them apart. `steps`: where it can be done; empty: at any time.
    `instead`: see `Declared`.
    """

    words: str
    path: str = ""
    sends: str = ""
    form: str = ""
    steps: frozenset[Step | None] = frozenset()
    instead: tuple[Step, Step] | None = None


@frozen
class Offer:
    """One button of a form on a screen. `path`: below the person's page, # for an id."""

    path: str
    form: SeenForm
    button: SeenButton

    def is_of(self, form: str) -> bool:
        """Whether it is of this form. `form`: its id as it stands, or with # for a number."""
        return form in (self.form.id, numbered(self.form.id))

    def is_for(self, deed: Deed) -> bool:
        if deed.path != self.path or (deed.form and not self.is_of(deed.form)):
            return False
        face = f"{self.button.name}={self.button.value}"
        return deed.sends in ("", face, self.button.name) or self.form.has(deed.sends)


# Acts that can be done in several ways: for each way its words, and what tells it apart.
SEVERAL: dict[str, tuple[Deed, ...]] = {
    "cards/#/lean": (
        Deed("lean towards More", sends="category=more"),
        Deed("lean towards We don't know", sends="category=dunno"),
        Deed("lean towards Less", sends="category=less"),
        Deed("lean in turn on a shared phone", sends="seat"),
    ),
    "cards/#/decision": tuple(
        Deed(f"decide: {said.says['name']}", sends=f"decision={said}") for said in DECISIONS
    ),
    "ideas/#/placement": (
        Deed("place an idea"),
        Deed("place an idea in turn on a shared phone", sends="seat"),
    ),
    "vote": (Deed("vote"), Deed("vote in turn on a shared phone", sends="seat")),
    "survey/#": (
        Deed("answer on a scale", sends="level"),
        Deed("choose actions in the survey", sends="action_id"),
        Deed("answer in own words", sends="words"),
    ),
    "joining": (
        Deed("close joining", sends="state", form="close-joining"),
        Deed("open joining", sends="state", form="open-joining"),
    ),
    "step": (
        Deed("go on with Next", form="next"),
        Deed("go back", form="back"),
        Deed("go to any step", form="go-#"),
    ),
    "clock/more": (
        *(Deed(f"add {minutes} minutes", form=f"more-{minutes}") for minutes in LIMIT.more_minutes),
    ),
    "wall": (
        Deed("show the next theme", form="theme-next"),
        Deed("show the theme before", form="theme-back"),
        Deed("show the picture", form="picture-up"),
        Deed("show the titles on the axis", form="titles-up"),
        Deed("show the next proposal", form="spotlight-next"),
        Deed("show the proposal before", form="spotlight-back"),
        Deed("show the principles", form="principles-up"),
        Deed("show the result of the vote", form="result-up"),
        Deed("show the QR code", form="door-up"),
        Deed("blank the wall", form="blank-up"),
    ),
    "wall/down": (
        Deed("take the picture down", form="picture-down"),
        Deed("hide the titles on the axis", form="titles-down"),
        Deed("take a proposal off the wall", form="spotlight-down"),
        Deed("take the principles down", form="principles-down"),
        Deed("take the result down", form="result-down"),
        Deed("take the QR code away", form="door-down"),
        Deed("light the wall again", form="blank-down"),
    ),
    "actions": (
        Deed("agree on a proposal", form="agree-#"),
        Deed("write an action", form="new-action"),
    ),
    "actions/#": (Deed("change an action", form="edit-#"),),
    "actions/#/dropped": (Deed("take an action away", form="drop-#"),),
    "actions/#/restored": (Deed("put an action back", form="restore-#"),),
    "groups": (Deed("form the groups", form="form-groups"),),
    "people/#/group": (Deed("put somebody into a group", form="to-group-#"),),
    "people/group": (Deed("move somebody to another group", form="move-somebody"),),
    "groups/#/headcount": (Deed("count a table", form="count-#"),),
    "ideas/#/hidden": (Deed("hide an idea", form="hide-#"),),
    "ideas/#/unhidden": (Deed("show an idea again", form="unhide-#"),),
    "settings": (Deed("say how many ideas a group proposes", form="settings"),),
    "proposals/joined": (Deed("join proposals", form="join-alike"),),
    "proposals/#/apart": (Deed("take proposals apart", form="apart-#"),),
    "vote/opened": (Deed("open the vote", form="open-vote"),),
    "vote/closed": (Deed("close the vote", form="close-vote"),),
    "ended": (Deed("end the meeting", form="end-meeting"),),
    "reopened": (Deed("open the meeting again", form="open-again"),),
}
# Acts that are possible at any time, but are done in the sorting.
IN_SORTING = {"host", "host/withdrawn", "headcount", "headcount/cleared"}
# Posts that are no declared acts.
BESIDE = (Deed("come in", "join"), Deed("change the language", "language"))
# Acts that a rehearsal need not do, and why.
LEFT_OUT = {
    "cards/#/line": "Few write a line of the talk.",
    "cards/#/line/dropped": "Few write a line of the talk.",
    "ideas/#/placed-anew": "They talk, and settle a place.",
    "proposals/said": "What simulated people write is in every language.",
    "hand": "Nobody is there who could come.",
    "hand/lowered": "Nobody is there who could come.",
    "need": "Nobody is there who could come.",
    "need/withdrawn": "Nobody is there who could come.",
    "mark/seen": "Nobody is moved once the tables work.",
    "groups/#/visited": "Nobody has called.",
    "people/#/visited": "Nobody has called.",
    "table": "Nobody scans the code of a table.",
    "groups/by-table": "Nobody has scanned the code of a table.",
    "actions/#/contact": "Nobody is to be reached after a rehearsal.",
    "actions/#/contact/withdrawn": "Nobody is to be reached after a rehearsal.",
    "actions/#/owner": "Nobody has been asked.",
    "survey/withdrawn": "Who has answered seldom takes all of it back.",
    "survey/until": "It closes with the meeting.",
    "survey/until/none": "It closes with the meeting.",
    "survey/closed": "It closes with the meeting.",
    "groups/#/headcount/cleared": "A table that was counted stays so.",
    "groups/merged": "No table becomes too small.",
    "merges/#/parted": "No tables are merged.",
    "joining/most": "Nobody else comes.",
    "code/renewed": "Nobody else comes.",
    "day": "A rehearsal has no day.",
    "network": "The hall's network stays as it is.",
    "phones/out": "Whoever loses the line comes back.",
    "phones/in": "Whoever loses the line comes back.",
    "reads": "Everybody reads the language of the own screen.",
    **dict.fromkeys(
        (
            *("tables/#/piles", "tables/#/ideas", "tables/#/ideas/#", "tables/#/ideas/#/point"),
            *("paper/piles", "paper/point", "paper/hands/#"),
        ),
        "No table of a rehearsal works on paper.",
    ),
}


def _deeds_of(act: Declared) -> tuple[Deed, ...]:
    """The deeds of a declared act: those in `SEVERAL`, else one named after its function."""
    path, name = numbered(act.path), act.do.__name__.replace("_", " ")
    steps = frozenset({Step.sorting} if path in IN_SORTING else act.open_in)
    several = SEVERAL.get(path) or (Deed(f"{name} ({path})"),)
    return tuple(
        replace(deed, path=path, steps=pressed)
        if not act.instead and (pressed := _pressed_in(deed))
        else replace(deed, path=path, steps=steps, instead=act.instead)
        for deed in several
    )


def _pressed_in(deed: Deed) -> frozenset[Step | None]:
    """The steps in which the facilitator's course presses this form."""
    return frozenset(step for step in Step if deed.form and deed.form in COURSE.get(step, ()))


def _to_be_done(by: frozenset[Who]) -> Iterator[Deed]:
    for act in acts():
        if act.who in by and numbered(act.path) not in LEFT_OUT:
            yield from _deeds_of(act)


OF_PEOPLE = (*BESIDE, *_to_be_done(AT_A_PHONE))
OF_FACILITATOR = tuple(_to_be_done(frozenset({Who.facilitator})))


@dataclass
class Ledger:
    """What happened in a rehearsal. `faults`: sentences; a single one makes it fail.

    `course`: what can be done in this evening. `done`: how often each deed was done. `late`: how
    many acts came too late. `compared`: how many screens were compared. `tried`: how often unknown
    paths were.
    """

    course: Course = WHOLE
    done: Counter[Deed] = field(default_factory=Counter)
    acts: int = 0
    late: int = 0
    faults: list[str] = field(default_factory=list)
    compared: int = 0
    tried: Counter[str] = field(default_factory=Counter)

    def note(self, offer: Offer, deeds: tuple[Deed, ...]) -> None:
        """Counts an act that the server has accepted."""
        self.acts += 1
        self.done.update(deed for deed in deeds if offer.is_for(deed))

    def fault(self, sentence: str) -> None:
        if sentence not in self.faults:
            self.faults.append(sentence)

    def lacks(self, path: str) -> bool:
        """Whether a deed on this path has not been done yet."""
        return any(deed.path == path and not self.done[deed] for deed in OF_PEOPLE)

    def lacks_at(self, step: str) -> bool:
        """Whether a deed has not been done that is first possible in this step."""
        return any(
            self._first_step(deed) == step and not self.done[deed]
            for deed in OF_PEOPLE
            if self._is_due(deed)
        )

    def may_press(self, form: str, step: str) -> bool:
        """Whether the facilitator can find this form in this step of this evening."""
        deeds = [deed for deed in OF_FACILITATOR if form and deed.form == form]
        opened = [self._opened_by(deed) for deed in deeds if self._is_due(deed)]
        return not deeds or any(not steps or step in steps for steps in opened)

    def _first_step(self, deed: Deed) -> str:
        steps = self._opened_by(deed) & self.course.live
        return next((step.value for step in METHOD_STEPS if step in steps), "")

    def _is_due(self, deed: Deed) -> bool:
        return self.course.is_due(deed.words, self._opened_by(deed))

    def _opened_by(self, deed: Deed) -> set[Step | None]:
        return opened_by(deed.steps, deed.instead, self.course.live)

    def missing(self) -> list[str]:
        """Sentences for the deeds that had to be done at least once and were not."""
        return [
            f"{who} could {deed.words}: no screen offered it, or it was never accepted."
            for who, deeds in (("Nobody", OF_PEOPLE), ("No facilitator", OF_FACILITATOR))
            for deed in deeds
            if not self.done[deed] and self._is_due(deed)
        ]


def offers_of(forms: tuple[SeenForm, ...], at: str) -> list[Offer]:
    """The buttons of these forms. `at`: the path of the person's page."""
    return [
        Offer(numbered(form.action.removeprefix(at).strip("/")), form, button)
        for form in forms
        for button in form.buttons
    ]
