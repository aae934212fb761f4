"""General facts of a discussion group that may be shown; below five people, only their number."""

from collections.abc import Mapping

from app.method.reports.report_questions import FACTS
from app.method.small_cells import countable, too_few
from app.models import ReportAnswer

# Facts that add up: a hidden one must not follow from the others.
SPLIT = (("under_ten", "over_ten"), ("women", "men"))


def shown_facts(answers: Mapping[str, ReportAnswer]) -> dict[str, str | None]:
    """The facts by place. None: the fact is known but tells of too few people."""
    known = {place: answers[place].words for place in FACTS if place in answers}
    known = {place: words for place, words in known.items() if words}
    people = int(known.get("participants", "0"))
    hidden = _too_small(known, people)
    is_small = too_few(people)
    return {
        place: None if place in hidden or (is_small and place != "participants") else words
        for place, words in known.items()
    }


def _too_small(known: Mapping[str, str], people: int) -> set[str]:
    hidden: set[str] = set()
    for pair in SPLIT:
        counts = {place: int(known[place]) for place in pair if place in known}
        counted = {place: count for place, count in counts.items() if count}
        unnamed = max(people - sum(counts.values()), 0)
        hidden |= counted.keys() - countable(counted, unnamed)
    return hidden
