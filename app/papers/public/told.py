"""The stored content of a version of the public page: texts in all their languages, and numbers."""

from typing import NotRequired, TypedDict


class ToldText(TypedDict):
    """A text. `text`: its id, by which erasing finds it. `words`: its wordings by language tag.

    `interpreted`: the tags of wordings that an interpreter typed; missing if there are none, and in
    older versions.
    """

    text: int
    words: dict[str, str]
    interpreted: NotRequired[list[str]]


class ToldGroup(TypedDict):
    """A population group that was heard. `participants`: how many; None if that must not be shown.

    `days`: of its sessions, by which another meeting's page recognises them. They are not printed,
    and missing in older versions.
    """

    group: ToldText
    sessions: int
    participants: int | None
    days: NotRequired[list[str]]


class ToldCard(TypedDict):
    """A card. `row`: how many small groups decided what, by pile; None if that must not be shown."""

    card: int
    theme: str
    text: ToldText
    group: ToldText
    row: list[int] | None
    leaning: str


class ToldEntry(TypedDict):
    """An entry of an action's log.

    `said`: None if a later entry, of the day `corrected_on`, corrects it.
    """

    on: str
    state: str
    said: ToldText | None
    corrected_on: str


class ToldAction(TypedDict):
    """An agreed action. `owner_says_yes`: missing in older versions. `said_yes_to`: the earlier
    words to which the owner said yes; missing if there are none.

    `effect`, `learnt`: missing in older versions, and if nothing was said.
    """

    action: int
    number: int
    theme: str
    title: ToldText
    owner: ToldText
    owner_says_yes: NotRequired[bool]
    said_yes_to: NotRequired[ToldText]
    first_step: ToldText
    due_on: str
    review_on: str
    state: str
    entries: list[ToldEntry]
    effect: NotRequired[ToldText]
    learnt: NotRequired[ToldText]


class ToldProposal(TypedDict):
    """A proposal. `answer`: the municipality's, "" without one.

    `action`: the number of the agreed action it became.
    """

    proposal: int
    title: ToldText
    answer: str
    because: ToldText | None
    action: int | None


class ToldChange(TypedDict):
    """One change of this version.

    `number`: the number of the reported action, or how many were answered.
    """

    kind: str
    number: NotRequired[int]


class ToldPage(TypedDict):
    """The whole page. Days are ISO.

    `main`: the language of a text that lacks the reader's language. `report_on`, `asks_again_on`:
    the days of the next report and of the next question to residents. `feedback`: the contact for
    what is not accessible on the page, if one is given.
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
