"""The survey in a document: for each question how many answered, their choices, and their words.

Of a question that fewer than five answered it tells that alone: the document may be public.
"""

from collections.abc import Iterator

from app import texts
from app.languages import alone
from app.limits import LIMIT
from app.papers.agreed_blocks import at_least_five
from app.papers.document import Bars, Block, Facts, Grid, Headline, Inlines, Paragraph, Points
from app.papers.outcome import MeetingResult
from app.papers.section import corrected
from app.papers.survey_outcome import QuestionOutcome
from app.papers.survey_tables import ends, hidden
from app.screens.speaker import Said
from app.vocabulary import LEVELS, N_, Language, QuestionKind, Step


def survey(result: MeetingResult) -> Iterator[Block]:
    language = result.language
    yield Headline((texts.say(Step.survey.says["name"], language),))
    for words, count in result.forms_told:
        sentence = texts.say(words, language)
        yield Paragraph((sentence if count is None else f"{sentence}: {count}",))
    for asked in result.survey:
        yield from _question(asked, language)


def _question(asked: QuestionOutcome, language: Language) -> Iterator[Block]:
    yield Headline((corrected(asked.text, asked.seen, language),), 2)
    if not asked.too_few:
        people = texts.ngettext("%(num)s answer", "%(num)s answers", asked.answers, language)
        yield Paragraph((people,), quiet=True, leads=True)
    if note := hidden(asked, language):
        yield Paragraph((note,))
    elif asked.kind is QuestionKind.scale:
        words = _levels(asked, language)
        yield Bars(tuple(zip(words, asked.levels, strict=True)))
        if asked.by_role:
            yield _by_role(asked, language, words)
    elif asked.kind is QuestionKind.actions:
        yield Facts(
            tuple(
                (
                    alone(meant.title.words, language.direction),
                    (at_least_five(meant.people, language),),
                )
                for meant in asked.actions
            )
        )
    else:
        yield Points(tuple(("”", Said(words, language), "”") for words in asked.words))


def _levels(asked: QuestionOutcome, language: Language) -> tuple[Inlines, ...]:
    """Each with its number, as on the form: the usual words of the levels; if the question names an
    end, the words of the ends alone.
    """
    low, high = ends(asked, language)
    named: list[Inlines] = [(texts.say(level, language),) for level in LEVELS]
    if isinstance(low, Said) or isinstance(high, Said):
        named = [(low,), *[()] * (LIMIT.levels - 2), (high,)]
    return tuple(
        (f"{number}: ", *words) if words else (str(number),)
        for number, words in enumerate(named, start=1)
    )


def _by_role(asked: QuestionOutcome, language: Language, levels: tuple[Inlines, ...]) -> Grid:
    heads = [
        "".join(inline.words if isinstance(inline, Said) else inline for inline in level)
        for level in levels
    ]
    rows = tuple(
        ((texts.name(crossed.role, language),), *((str(count),) for count in crossed.levels))
        for crossed in asked.by_role
    )
    return Grid(
        (texts.say(N_("Answers of"), language), *heads),
        rows,
        widths=(6, *[3] * LIMIT.levels),
        numbers=tuple(range(1, LIMIT.levels + 1)),
        whole=True,
    )
