"""The survey as tables: how many answered, their levels, what people mean to do, their words."""

from collections.abc import Iterable, Sequence

from app import texts
from app.limits import LIMIT
from app.papers.outcome import MeetingResult
from app.papers.section import CellValue, Section, corrected
from app.papers.survey_outcome import QuestionOutcome
from app.screens.speaker import Said
from app.vocabulary import LEVELS, N_, Language, QuestionKind, Step

TOO_FEW = N_("Fewer than %(fewest)s answers: not shown")
ALL_ALIKE = N_("All who answered chose the same: not shown")


def survey_forms(result: MeetingResult) -> Section:
    rows = ((texts.say(words, result.language), count) for words, count in result.forms_told)
    return Section(N_("Survey: how many answered"), (N_("What"), N_("How many")), rows)


def survey_answers(result: MeetingResult) -> Section:
    """The numbers, and what the scale's ends mean, because each question may name them itself."""
    levels = [str(level) for level in range(1, LIMIT.levels + 1)]
    headings = (
        *(N_("Question"), N_("Answers of"), N_("Answers"), *levels),
        *(N_("The lowest means"), N_("The highest means"), N_("Note")),
    )
    rows = (row for asked in result.survey for row in _question_rows(asked, result.language))
    return Section(Step.survey.says["name"], headings, rows)


def _question_rows(asked: QuestionOutcome, language: Language) -> Iterable[Sequence[CellValue]]:
    everybody = texts.say(N_("Everybody"), language)
    unsaid = [None] * LIMIT.levels
    low, high = ends(asked, language) if asked.kind is QuestionKind.scale else (None, None)
    text = corrected(asked.text, asked.seen, language)
    if note := hidden(asked, language):
        yield (text, everybody, asked.answers, *unsaid, low, high, note)
        return
    yield (text, everybody, asked.answers, *(asked.levels or unsaid), low, high)
    for crossed in asked.by_role:
        people, role = sum(crossed.levels), texts.name(crossed.role, language)
        yield (text, role, people, *crossed.levels, low, high)


def hidden(asked: QuestionOutcome, language: Language) -> str:
    """The sentence why a question's answers are not shown; empty if they are shown."""
    if not asked.too_few and not asked.all_alike:
        return ""
    if asked.all_alike:
        return texts.say(ALL_ALIKE, language)
    return texts.say(TOO_FEW, language, fewest=LIMIT.small_cell)


def ends(asked: QuestionOutcome, language: Language) -> tuple[Said | str, Said | str]:
    """The meaning of the scale's ends, in the question's own words or the usual ones."""
    low, high = (end if end and end.words else None for end in (asked.low, asked.high))
    return low or texts.say(LEVELS[0], language), high or texts.say(LEVELS[-1], language)


def survey_intents(result: MeetingResult) -> Section:
    rows = (
        (asked.text, meant.title, meant.people)
        for asked in result.survey
        for meant in asked.actions
    )
    headings = (N_("Question"), N_("Agreed action"), N_("How many people"))
    return Section(N_("Survey: what people mean to do"), headings, rows)


def survey_words(result: MeetingResult) -> Section:
    rows = (
        (asked.text, words)
        for asked in result.survey
        if asked.kind is QuestionKind.free
        for words in asked.words
    )
    return Section(N_("Survey: in their own words"), (N_("Question"), N_("Answer")), rows)
