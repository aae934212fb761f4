"""Finds what is new in a version of the public page. The page lists it with its date."""

from collections.abc import Iterator

from app import texts
from app.papers.public.told import ToldAction, ToldChange, ToldPage
from app.vocabulary import N_, Language

FIRST, AGAIN, REPORT, ANSWERS, WORDS = "first", "again", "report", "answers", "words"

_SAID = {
    FIRST: N_("The page was published."),
    AGAIN: N_("The page was published again."),
    REPORT: N_("New report on action %(number)s."),
    WORDS: N_("Texts were changed."),
}


def said(change: ToldChange, language: Language) -> str:
    number = change.get("number", 0)
    if change["kind"] == ANSWERS:
        return texts.ngettext(
            "%(num)s proposal was answered.", "%(num)s proposals were answered.", number, language
        )
    return texts.say(_SAID[change["kind"]], language, number=number)


def changes(before: ToldPage | None, now: ToldPage) -> list[ToldChange]:
    if before is None:
        return [ToldChange(kind=FIRST)]
    new = list(_changes(before, now))
    return new or ([ToldChange(kind=WORDS)] if _bare(before) != _bare(now) else [])


def _changes(before: ToldPage, now: ToldPage) -> Iterator[ToldChange]:
    known = {action["action"]: len(action["entries"]) for action in before["actions"]}
    for action in now["actions"]:
        if len(action["entries"]) > known.get(action["action"], 0):
            yield ToldChange(kind=REPORT, number=action["number"])
    given = {
        proposal["proposal"]: (proposal["answer"], proposal["because"])
        for proposal in before["proposals"]
    }
    answered = [
        proposal
        for proposal in now["proposals"]
        if proposal["answer"]
        and given.get(proposal["proposal"]) != (proposal["answer"], proposal["because"])
    ]
    if answered:
        yield ToldChange(kind=ANSWERS, number=len(answered))
    if [_named(action) for action in before["actions"]] != [
        _named(action) for action in now["actions"]
    ]:
        yield ToldChange(kind=WORDS)


def _named(action: ToldAction) -> list[object]:
    learnt = [action.get("effect"), action.get("learnt")]
    return [action["title"], action["owner"], action["first_step"], action["due_on"], *learnt]


def _bare(content: ToldPage) -> dict[str, object]:
    """The content that a reader can see."""
    heard = [
        {name: value for name, value in group.items() if name != "days"}
        for group in content["heard"]
    ]
    unread = ("changes", "report_on", "heard")
    return {name: value for name, value in content.items() if name not in unread} | {"heard": heard}
