"""The page of what a meeting led to: plots of surveys, what was learnt, who was in the room."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from app.db import Book
from app.frozen import frozen
from app.method import wordings
from app.method.followup import effect, following, later_surveys, next_round
from app.method.followup.effect import AskedToCome
from app.method.small_cells import countable
from app.method.wordings import Words
from app.models import AgreedAction, LaterAnswer, LaterSurvey, Meeting
from app.models.followup import FollowState
from app.papers.agreed_blocks import at_least_five
from app.papers.result import read_result
from app.papers.survey_outcome import QuestionOutcome
from app.papers.survey_tables import ends, hidden
from app.screens.speaker import Said
from app.vocabulary import Language, QuestionKind, Role
from app.web.desk.pages import Head
from app.web.desk.reading import Reader

ROLES: tuple[Role, ...] = tuple(role for role in Role if role is not Role.unsaid)
NOBODY = AskedToCome(0, 0)


@frozen
class PlotBar:
    """`role`: None for everybody together. `counts`: by level, from the lowest."""

    role: Role | None
    counts: tuple[int, ...]


class ScaleEnds(NamedTuple):
    """What the lowest and the highest level mean."""

    low: Said
    high: Said


@frozen
class SurveyPlot:
    """`note`: why the numbers are hidden. `ends`: only of a scale.
    `meant`: each action with how many mean to act on it.
    """

    text: Said
    answers: int
    note: str
    bars: tuple[PlotBar, ...]
    ends: ScaleEnds | None
    meant: tuple[tuple[Said, str], ...]


@frozen
class LaterLine:
    """`questions`: each with its number, its words, and how many gave which answer."""

    survey: LaterSurvey
    questions: tuple[tuple[int, str, tuple[LaterAnswer, ...]], ...]


@frozen
class EffectLine:
    """`done`: the last entry of the log, None before there is one. `effect`, `learnt`: in each language."""

    id: int
    number: int
    title: Said
    indicator: Said
    state: FollowState
    done: Said | None
    effect: Words
    learnt: Words


@frozen
class RoomLine:
    """The numbers of one role: invited, promised, came; None for a number that must stay hidden.
    `asked`: as typed in.
    """

    role: Role
    asked: AskedToCome
    here: tuple[int | None, ...]
    before: tuple[int | None, ...]

    @property
    def counts(self) -> tuple[int | None, ...]:
        return (*self.here, *self.before)


@frozen
class EffectPage:
    """`before`: the name of the last round's meeting, or None."""

    head: Head
    plots: tuple[SurveyPlot, ...]
    later: tuple[LaterLine, ...]
    actions: tuple[EffectLine, ...]
    room: tuple[RoomLine, ...]
    before: Said | None


def effect_page(reader: Reader) -> EffectPage:
    book, meeting = reader.book, reader.piece.meeting
    earlier = next_round.earlier(book, meeting.id)[:1]
    return EffectPage(
        replace(reader.head, tab="followup"),
        tuple(
            _plot(outcome, reader.say.language)
            for outcome in read_result(book, meeting.id, reader.say.language).survey
            if outcome.kind is not QuestionKind.free
        ),
        tuple(_later(book, survey) for survey in later_surveys.kept(book, meeting.id)),
        tuple(
            _effect(reader, number, action) for number, action in enumerate(reader.piece.actions, 1)
        ),
        tuple(_room(book, meeting, earlier, reader.say.language)),
        reader.say.stored(book, earlier[0].name_id) if earlier else None,
    )


def _plot(asked: QuestionOutcome, language: Language) -> SurveyPlot:
    bars = [PlotBar(None, asked.levels)] if asked.levels else []
    bars += [PlotBar(crossed.role, crossed.levels) for crossed in asked.by_role]
    return SurveyPlot(
        asked.text,
        asked.answers,
        hidden(asked, language),
        tuple(bars),
        _ends(asked, language) if asked.kind is QuestionKind.scale else None,
        tuple((meant.title, at_least_five(meant.people, language)) for meant in asked.actions),
    )


def _ends(asked: QuestionOutcome, language: Language) -> ScaleEnds:
    low, high = (
        end if isinstance(end, Said) else Said(end, language) for end in ends(asked, language)
    )
    return ScaleEnds(low, high)


def _later(book: Book, survey: LaterSurvey) -> LaterLine:
    answers = later_surveys.answers(book, survey.id)
    return LaterLine(
        survey, tuple((number, rows[0].asked, tuple(rows)) for number, rows in answers.items())
    )


def _effect(reader: Reader, number: int, action: AgreedAction) -> EffectLine:
    book, words = reader.book, reader.piece.proposed_words
    log, seen = following.log(book, action.id), effect.effect_of(book, action.id)
    return EffectLine(
        id=action.id,
        number=number,
        title=reader.say(action.title_id, words),
        indicator=reader.say(action.indicator_id or 0, words),
        state=following.state_of(log),
        done=reader.say.stored(book, log[-1].text_id) if log else None,
        effect=wordings.said(book, seen.effect_id) if seen else {},
        learnt=wordings.said(book, seen.learnt_id) if seen else {},
    )


def _room(
    book: Book, meeting: Meeting, earlier: list[Meeting], language: Language
) -> list[RoomLine]:
    here = _in_room(book, meeting, language)
    before = _in_room(book, earlier[0], language) if earlier else {}
    asked = effect.asked(book, meeting.id)
    return [
        RoomLine(role, asked.get(role, NOBODY), here[role], before.get(role, ())) for role in ROLES
    ]


def _in_room(
    book: Book, meeting: Meeting, language: Language
) -> dict[Role, tuple[int | None, ...]]:
    """Invited, promised and came of each role. Small numbers are hidden in each column by itself,
    together with any by which they could be subtracted.
    """
    asked = effect.asked(book, meeting.id)
    came = {
        counted.role: counted.people for counted in read_result(book, meeting.id, language).roles
    }
    columns: list[Mapping[Role, int]] = [
        {role: numbers.invited for role, numbers in asked.items()},
        {role: numbers.promised for role, numbers in asked.items()},
    ]
    told = [{role: column[role] for role in countable(column)} for column in columns]
    return {role: (told[0].get(role), told[1].get(role), came.get(role)) for role in ROLES}
