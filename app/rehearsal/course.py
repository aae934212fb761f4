"""What can be rehearsed of a meeting's evening, given its programme and its prepared content."""

from collections.abc import Iterator, Sequence

from app.db import Book
from app.frozen import frozen
from app.method.preparing.sense import NEEDS
from app.models import Card, Principle, ProgrammeRow, SuggestedAction, SurveyQuestion
from app.vocabulary import METHOD_STEPS, QuestionKind, Step

# For each thing that a meeting may lack, the deeds that need it, by `Deed.words`.
OF_SUGGESTIONS = {"develop (suggestions/#/developed)"}
OF_PRINCIPLES = {"show the principles", "take the principles down"}
OF_SURVEY = {"skip (survey/#/skipped)", "take back (survey/#/taken-back)"}
OF_ACTIONS = {"take part (actions/#/interest)", "leave (actions/#/interest/withdrawn)"}
OF_QUESTION = {
    QuestionKind.scale: "answer on a scale",
    QuestionKind.actions: "choose actions in the survey",
    QuestionKind.free: "answer in own words",
}


@frozen
class Course:
    """What can be done in one meeting's evening. `live`: the steps in which anything can be done.

    `never`: the words of deeds that are impossible in it. `rows`: ids of the programme's rows, in
    order.
    """

    live: frozenset[str]
    never: frozenset[str]
    rows: tuple[int, ...]

    def is_due(self, words: str, steps: set[Step | None]) -> bool:
        """Whether a deed is possible in this evening.

        `steps`: where it can be done; empty: anywhere.
        """
        return words not in self.never and (not steps or bool(steps & self.live))


# The full evening of the method, with everything prepared.
WHOLE = Course(frozenset(step.value for step in METHOD_STEPS), frozenset(), ())


def course_of(book: Book, meeting_id: int) -> Course:
    rows = book.all(ProgrammeRow, meeting_id=meeting_id, order=("position",))
    kinds = [row.kind for row in rows]
    left_out = set() if book.count(Card, meeting_id=meeting_id) else {Step.sorting, Step.picture}
    if not book.count(SurveyQuestion, meeting_id=meeting_id):
        left_out.add(Step.survey)
    live = frozenset(step.value for step in _live(kinds) if step not in left_out)
    return Course(live, frozenset(_never(book, meeting_id, live)), tuple(row.id for row in rows))


def _live(kinds: Sequence[Step]) -> Iterator[Step]:
    """Yields steps that come after all steps that they need; the thanks only if they come last."""
    live: set[Step] = set()
    for kind in kinds:
        needed = NEEDS.get(kind)
        if needed is None or needed in live:
            live.add(kind)
    return iter(live - ({Step.thanks} if kinds[-1:] != [Step.thanks] else set()))


def _never(book: Book, meeting_id: int, live: frozenset[str]) -> Iterator[str]:
    if not book.count(SuggestedAction, meeting_id=meeting_id):
        yield from OF_SUGGESTIONS
    if not book.count(Principle, meeting_id=meeting_id):
        yield from OF_PRINCIPLES
    asked = {question.kind for question in book.all(SurveyQuestion, meeting_id=meeting_id)}
    if not asked:
        yield from OF_SURVEY
    if Step.agreement not in live:
        asked.discard(QuestionKind.actions)
        yield from OF_ACTIONS
    yield from (words for kind, words in OF_QUESTION.items() if kind not in asked)
    if Step.proposals not in live:
        yield "agree on a proposal"
