"""The secretary's form for a discussion session: question by question, printed empty or filled in with Word."""

from app import texts
from app.limits import LIMIT
from app.method.reports.report_questions import QUESTIONS, SUMMING_UP, TO_EVERYBODY, facts_on_paper
from app.papers.document import Block, Document, Grid, Headline, InLanguage, Paragraph
from app.papers.printing.prepared import Prepared
from app.vocabulary import N_, Language, SessionForm

# Lines for an answer on paper.
ROOM = 6
FACTS = (
    N_("Population group"),
    N_("Date and place"),
    N_("Language of the session"),
    *facts_on_paper(),
)


def report_form(prepared: Prepared) -> Document:
    return prepared.document(_part)


def _part(prepared: Prepared, language: Language) -> InLanguage:
    def say(sentence: str, **values: int) -> str:
        return texts.say(sentence, language, **values)

    blocks: list[Block] = [
        Paragraph((texts.name(SessionForm.not_who, language),)),
        Headline((texts.name(SessionForm.of_group, language),)),
        Paragraph((say(SessionForm.few.says["name"], fewest=LIMIT.small_cell),), quiet=True),
        Grid((), tuple(((say(fact),), ()) for fact in FACTS), widths=(6, 10)),
    ]
    heads = (say(N_("Question")), say(N_("What was said")))
    for theme, questions in QUESTIONS.items():
        rows = tuple(((say(question),), ()) for question in questions)
        blocks.append(Headline((texts.name(theme, language),)))
        blocks.append(Grid(heads, rows, widths=(6, 10), room=ROOM))
    blocks.append(Headline((say(TO_EVERYBODY),)))
    blocks.append(Grid(heads, (((say(SUMMING_UP),), ()),), widths=(6, 10), room=2 * ROOM))
    title = texts.name(SessionForm.called, language)
    return InLanguage(language, title, (prepared.municipality_in(language),), tuple(blocks))
