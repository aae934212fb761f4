"""Parts of the guide that stand elsewhere too: questions, principles, the evening, the law."""

from collections.abc import Callable, Iterator, Sequence

from app import texts
from app.method.followup.statements import Statement
from app.method.preparing.pattern import usual
from app.method.reports.report_questions import QUESTIONS, SUMMING_UP, TO_EVERYBODY
from app.papers.document import Block, Facts, Grid, Headline, Paragraph, Points
from app.papers.printing.evening import LEADING, ifs, pressing
from app.screens.leading import BEFORE, doing
from app.templating import sentence
from app.vocabulary import N_, Language


def inserted(language: Language, stated: Sequence[Statement]) -> Callable[[str], Iterator[Block]]:
    makers: dict[str, Callable[[], Iterator[Block]]] = {
        "statements": lambda: _statements(language, stated),
        "questions": lambda: _questions(language),
        "principles": lambda: _principles(language),
        "evening": lambda: _evening(language),
        "ifs": lambda: _ifs(language),
    }
    return lambda name: makers[name]()


def _statements(language: Language, stated: Sequence[Statement]) -> Iterator[Block]:
    for statement in stated:
        yield Headline((texts.name(statement.of, language),), 3)
        yield Paragraph((statement.said_in(language),))
        told = texts.say(
            N_("Source: %(source)s. As it stood on %(date)s."),
            language,
            source=statement.source,
            date=texts.day(statement.dated_on, language),
        )
        yield Paragraph((told,), quiet=True)


def _questions(language: Language) -> Iterator[Block]:
    for theme, questions in QUESTIONS.items():
        yield Headline((texts.name(theme, language),), 2)
        yield Points(tuple((texts.say(question, language),) for question in questions))
    yield Headline((texts.say(TO_EVERYBODY, language),), 2)
    yield Paragraph((texts.say(SUMMING_UP, language),))


def _principles(language: Language) -> Iterator[Block]:
    yield Points(tuple((principle[language.value],) for principle in usual().principles))


def _evening(language: Language) -> Iterator[Block]:
    yield Paragraph((texts.say(BEFORE, language),))
    heads = (N_("Minutes"), *LEADING)
    rows = tuple(
        (
            (str(minutes),),
            (texts.name(step, language),),
            (sentence(doing(step), language),),
            (pressing(step, language),),
        )
        for step, minutes in usual().programme
    )
    yield Grid(
        tuple(texts.say(head, language) for head in heads),
        rows,
        widths=(5, 7, 20, 14),
        numbers=(0,),
    )


def _ifs(language: Language) -> Iterator[Block]:
    yield Facts(ifs(language))
