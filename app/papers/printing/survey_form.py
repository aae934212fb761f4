"""The survey on paper, for people without a phone; the coordinator enters their answers.

It asks for no role: with few forms on paper, a role would tell whose hand has written one.
"""

from collections.abc import Iterator

from app import texts
from app.models import SurveyQuestion
from app.papers.document import Block, Boxes, Document, Headline, InLanguage, Lines, Paragraph
from app.papers.printing.prepared import Prepared
from app.screens.agreed_actions import action_faces
from app.screens.speaker import Speaker
from app.screens.survey import scale_levels
from app.vocabulary import N_, Language, QuestionKind, Step

# Lines to write on: for free answers, and for actions if none is agreed yet when it is printed.
ROOM = 4


def survey_form(prepared: Prepared) -> Document:
    return prepared.document(_part)


def _part(prepared: Prepared, language: Language) -> InLanguage:
    say = prepared.speaker(language)
    day = texts.day(prepared.day.isoformat(), language)
    blocks = [
        Paragraph(
            (
                texts.say(
                    N_("Answer without your name. You may leave out any question."),
                    language,
                ),
            )
        ),
        *(
            block
            for number, question in enumerate(prepared.piece.questions, start=1)
            for block in _question(say, number, question)
        ),
    ]
    name = say(prepared.piece.meeting.name_id)
    return InLanguage(
        language,
        texts.say(Step.survey.says["heading"], language),
        (name, f", {day}"),
        tuple(blocks),
    )


def _question(say: Speaker, number: int, asked: SurveyQuestion) -> Iterator[Block]:
    yield Headline((f"{number}. ", say(asked.text_id)))
    if asked.kind is QuestionKind.scale:
        yield Boxes(tuple((level,) for level in reversed(scale_levels(say, asked))))
    elif asked.kind is QuestionKind.actions and (agreed := action_faces(say)):
        yield Boxes(tuple((action.title,) for action in agreed), several=True)
    else:
        yield Lines(ROOM)
