"""The agreed actions in a document: in full, and as the table for the integration programme."""

from collections.abc import Iterator, Sequence

from app import texts
from app.limits import LIMIT
from app.method.small_cells import too_few
from app.papers.document import Block, Document, Facts, Grid, Headline, InLanguage, Paragraph, Words
from app.papers.outcome import CAVEAT, ActionOutcome, MeetingResult
from app.papers.tables import owners_answer
from app.screens.speaker import Said
from app.vocabulary import N_, Language

NOT_SAID = N_("Not said yet")


def agreed_actions(result: MeetingResult) -> Iterator[Block]:
    yield Headline((texts.say(N_("Agreed actions"), result.language),))
    if not result.actions:
        yield Paragraph((texts.say(N_("No action is agreed."), result.language),))
    for action in result.actions:
        yield Headline((f"{action.number}. ", action.title), 2)
        yield Facts(tuple(_facts(action, result.language)))


def _facts(one: ActionOutcome, language: Language) -> Iterator[tuple[str, Words]]:
    def fact(name: str, *words: Said | str | None) -> tuple[str, Words]:
        told = tuple(part for part in words if part and (isinstance(part, str) or part.words))
        return texts.say(name, language), told or (texts.say(NOT_SAID, language),)

    if one.theme or one.goal:
        theme = texts.name(one.theme, language) if one.theme else ""
        yield fact(N_("What it serves"), theme, ": " if theme and one.goal else "", one.goal)
    answer = owners_answer(one, language)
    yield fact(N_("Who starts it"), one.owner, f" ({answer})" if answer else "")
    yield fact(N_("First step"), one.first_step)
    yield fact(N_("Date"), texts.day(one.due_on, language))
    if one.partners:
        yield fact(N_("Cooperation"), one.partners)
    if one.indicator:
        yield fact(N_("How one sees that it worked"), one.indicator)
    if one.review_on:
        yield fact(N_("Next review"), texts.day(one.review_on, language))
    if one.from_groups:
        yield fact(N_("From small group"), " + ".join(map(str, one.from_groups)))
    if one.origin:
        yield fact(N_("From the residents' suggestion"), one.origin)
    yield fact(N_("Want to take part"), at_least_five(one.interest, language))
    if one.corrected_on:
        day = texts.day(one.corrected_on, language)
        yield fact(N_("Corrected after the meeting"), day)


def at_least_five(people: int, language: Language) -> str:
    """A count of people that may become public: below five only “fewer than”."""
    if too_few(people):
        return texts.say(N_("fewer than %(fewest)s"), language, fewest=LIMIT.small_cell)
    return str(people)


def programme_table(results: Sequence[MeetingResult]) -> Document:
    """The table for the municipality's integration programme: five columns, one row per action."""
    parts = tuple(
        InLanguage(
            one.language,
            texts.say(N_("Agreed actions"), one.language),
            (one.municipality, ", ", one.name, f", {texts.day(one.held_on, one.language)}"),
            (
                _grid(one),
                Paragraph((texts.say(CAVEAT, one.language),), quiet=True),
            ),
        )
        for one in results
    )
    return Document(results[0].municipality.words, parts, landscape=True)


def _grid(result: MeetingResult) -> Block:
    heads = (
        *(N_("Goal"), N_("Measure"), N_("Responsible")),
        *(N_("Cooperation"), N_("Follow-up and indicator")),
    )
    if not result.actions:
        return Paragraph((texts.say(N_("No action is agreed."), result.language),))
    return Grid(
        tuple(texts.say(one, result.language) for one in heads),
        tuple(_row(one, result.language) for one in result.actions),
        widths=(4, 6, 4, 4, 5),
    )


def _row(one: ActionOutcome, language: Language) -> tuple[Words, ...]:
    theme = texts.name(one.theme, language) if one.theme else ""
    answer = owners_answer(one, language)
    step: Words = (". ", one.first_step) if one.first_step.words else ()
    return (
        (one.goal or theme,),
        (f"{one.number}. ", one.title, *step),
        (one.owner, f" ({answer})" if answer else ""),
        (one.partners or "",),
        tuple(_followed(one, language)),
    )


def _followed(one: ActionOutcome, language: Language) -> Iterator[Said | str]:
    if one.indicator:
        yield one.indicator
        yield ". "
    days = (
        (N_("First step by %(date)s."), one.due_on),
        (N_("Next review %(date)s."), one.review_on),
    )
    told = [texts.say(words, language, date=texts.day(iso, language)) for words, iso in days if iso]
    yield " ".join(told)
