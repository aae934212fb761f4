"""What a version of the public page tells, as it is stored: texts in all their languages, and numbers."""

from typing import NotRequired, TypedDict


class ToldText(TypedDict):
    """`text`: its id, by which it is found when it is to be erased. `words`: by the tag of the language.

    `interpreted`: the tags of those that an interpreter typed; nothing where there are none, and in older versions.
    """

    text: int
    words: dict[str, str]
    interpreted: NotRequired[list[str]]


class ToldGroup(TypedDict):
    """A population group that was heard. `participants`: where it may be told.

    `days`: of its sessions, by which they are known on another meeting's page; not printed, and not in versions from
    before it was kept.
    """

    group: ToldText
    sessions: int
    participants: int | None
    days: NotRequired[list[str]]


class ToldCard(TypedDict):
    """`row`: how many small groups decided what, in the order of the piles, where it may be told."""

    card: int
    theme: str
    text: ToldText
    group: ToldText
    row: list[int] | None
    leaning: str


class ToldEntry(TypedDict):
    """An entry of an action's log. `said`: nothing where a later entry, of `corrected_on`, has set it right."""

    on: str
    state: str
    said: ToldText | None
    corrected_on: str


class ToldAction(TypedDict):
    """`owner_says_yes`, `effect`, `learnt`: nothing in versions from before they could be told."""

    action: int
    number: int
    theme: str
    title: ToldText
    owner: ToldText
    owner_says_yes: NotRequired[bool]
    first_step: ToldText
    due_on: str
    review_on: str
    state: str
    entries: list[ToldEntry]
    effect: NotRequired[ToldText]
    learnt: NotRequired[ToldText]


class ToldProposal(TypedDict):
    """`answer`: of the municipality, or nothing yet. `action`: the number of the agreed one that it became."""

    proposal: int
    title: ToldText
    answer: str
    because: ToldText | None
    action: int | None


class ToldChange(TypedDict):
    """`kind`: of what is new in this version; `number`: of the action, or of how many."""

    kind: str
    number: NotRequired[int]


class ToldPage(TypedDict):
    """Days are ISO. `main`: the language of what a text lacks. `report_on`, `asks_again_on`: what comes next.

    `feedback`: whom one tells what cannot be used, if that was said.
    """

    main: str
    municipality: ToldText
    meeting: ToldText
    held_on: str
    people: int | None
    heard_people: int | None
    heard: list[ToldGroup]
    cards: list[ToldCard]
    actions: list[ToldAction]
    proposals: list[ToldProposal]
    report_on: str
    asks_again_on: str
    changes: list[ToldChange]
    feedback: NotRequired[str]
