"""Whether a programme makes sense: warnings for whoever plans it; they stop nothing."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.texts import Saying, saying
from app.vocabulary import METHOD_STEPS, N_, Step

OUT_OF_ORDER = N_("%(later)s comes before %(earlier)s. In the method it is the other way round.")
WITHOUT = N_("%(step)s needs %(needed)s, which is left out.")
NO_TIME = N_("%(step)s has no time.")
NO_END = N_("%(step)s is left out: it is where the meeting is ended.")
# The step that each step needs. An evening also works without the meal, the picture or the axis: a
# group that does not place its ideas proposes in the step in which it writes them.
NEEDS = {
    Step.sorting: Step.groups,
    Step.picture: Step.sorting,
    Step.ideas: Step.groups,
    Step.axis: Step.ideas,
    Step.proposals: Step.ideas,
    Step.vote: Step.proposals,
}
# The meal may be anywhere: people sort and write ideas before or after it.
ANYWHERE = {Step.supper, Step.pause}


def warnings(rows: Sequence[tuple[Step, int]]) -> tuple[Saying, ...]:
    """Warnings about the rows (step, minutes), given in their order."""
    kinds = [kind for kind, _ in rows if kind not in ANYWHERE]
    return (
        *_order(kinds),
        *(
            saying(WITHOUT, step=step, needed=needed)
            for step, needed in NEEDS.items()
            if step in kinds and needed not in kinds
        ),
        *(saying(NO_TIME, step=kind) for kind, minutes in rows if not minutes),
        *([] if Step.thanks in kinds else [saying(NO_END, step=Step.thanks)]),
    )


def _order(kinds: list[Step]) -> Iterator[Saying]:
    usual = list(METHOD_STEPS)
    for later, earlier in pairwise(kinds):
        if usual.index(later) > usual.index(earlier):
            yield saying(OUT_OF_ORDER, later=later, earlier=earlier)
