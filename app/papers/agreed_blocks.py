"""The agreed actions in a document: in full, and as the table for the integration programme."""

from collections.abc import Iterator, Sequence

from app import texts
from app.limits import LIMIT
from app.method.refusals import nothing_agreed
from app.method.small_cells import too_few
from app.papers.document import (
    Block,
    Document,
    Facts,
    Grid,
    Headline,
    InLanguage,
    Inlines,
    Paragraph,
)
from app.papers.outcome import CAVEAT, ActionOutcome, MeetingResult
from app.papers.outcome_tables import owners_answer
from app.screens.speaker import Said
from app.vocabulary import N_, AgreedFact, Language

NOT_SAID = N_("Not said yet")


def agreed_actions(result: MeetingResult) -> Iterator[Block]:
    yield Headline((texts.say(N_("Agreed actions"), result.language),))
    if not result.actions:
        yield Paragraph((texts.say(nothing_agreed.sentence, result.language),))
    for action in result.actions:
        yield Headline((f"{action.number}. ", action.title), 2)
        yield Facts(tuple(_facts(action, result.language)))


def _facts(action: ActionOutcome, language: Language) -> Iterator[tuple[str, Inlines]]:
    def fact(kind: AgreedFact, *words: Said | str | None) -> tuple[str, Inlines]:
        told = tuple(part for part in words if part and (isinstance(part, str) or part.words))
        return texts.name(kind, language), told or (texts.say(NOT_SAID, language),)

    if action.theme or action.goal:
        theme = texts.name(action.theme, language) if action.theme else ""
        yield fact(AgreedFact.serves, theme, ": " if theme and action.goal else "", action.goal)
    answer = owners_answer(action, language)
    yield fact(AgreedFact.owner, action.owner, f" ({answer})" if answer else "")
    yield fact(AgreedFact.first_step, action.first_step)
    yield fact(AgreedFact.due_on, texts.day(action.due_on, language))
    if action.partners:
        yield fact(AgreedFact.partners, action.partners)
    if action.indicator:
        yield fact(AgreedFact.indicator, action.indicator)
    if action.review_on:
        yield fact(AgreedFact.review_on, texts.day(action.review_on, language))
    if action.from_groups:
        yield fact(AgreedFact.from_groups, " + ".join(map(str, action.from_groups)))
    if action.origin:
        yield fact(AgreedFact.origin, action.origin)
    yield fact(AgreedFact.interest, at_least_five(action.interest, language))
    if action.corrected_on:
        day = texts.day(action.corrected_on, language)
        yield fact(AgreedFact.corrected_on, day)


def at_least_five(people: int, language: Language) -> str:
    """A count of people that may become public: below five only “fewer than”."""
    if too_few(people):
        return texts.say(N_("fewer than %(fewest)s"), language, fewest=LIMIT.small_cell)
    return str(people)


def programme_table(results: Sequence[MeetingResult]) -> Document:
    """The table for the municipality's integration programme: five columns, one row per action."""
    parts = tuple(
        InLanguage(
            result.language,
            texts.say(N_("Agreed actions"), result.language),
            (
                result.municipality,
                ", ",
                result.name,
                f", {texts.day(result.held_on, result.language)}",
            ),
            (
                _grid(result),
                Paragraph((texts.say(CAVEAT, result.language),), quiet=True),
            ),
        )
        for result in results
    )
    return Document(results[0].municipality.words, parts, landscape=True)


def _grid(result: MeetingResult) -> Block:
    heads = (
        *(N_("Goal"), N_("Measure"), N_("Responsible")),
        *(AgreedFact.partners.says["name"], N_("Follow-up and indicator")),
    )
    if not result.actions:
        return Paragraph((texts.say(nothing_agreed.sentence, result.language),))
    return Grid(
        tuple(texts.say(head, result.language) for head in heads),
        tuple(_row(action, result.language) for action in result.actions),
        widths=(4, 6, 4, 4, 5),
    )


def _row(action: ActionOutcome, language: Language) -> tuple[Inlines, ...]:
    theme = texts.name(action.theme, language) if action.theme else ""
    answer = owners_answer(action, language)
    step: Inlines = (
        (texts.ending(action.title.words), action.first_step) if action.first_step.words else ()
    )
    return (
        (action.goal or theme,),
        (f"{action.number}. ", action.title, *step),
        (action.owner, f" ({answer})" if answer else ""),
        (action.partners or "",),
        tuple(_followed(action, language)),
    )


def _followed(action: ActionOutcome, language: Language) -> Iterator[Said | str]:
    if action.indicator:
        yield action.indicator
        yield texts.ending(action.indicator.words)
    days = (
        (N_("First step by %(date)s."), action.due_on),
        (N_("Next review %(date)s."), action.review_on),
    )
    sentences = [
        texts.say(words, language, date=texts.day(iso, language)) for words, iso in days if iso
    ]
    yield " ".join(sentences)
