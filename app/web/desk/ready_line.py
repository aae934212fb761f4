"""Whether a meeting is ready, line by line: done or still open, and where it is put right."""

from app.frozen import frozen
from app.texts import Saying, saying
from app.vocabulary import N_, Word


class Actor(Word):
    """Who has something to do before the meeting."""

    coordinator = "coordinator", N_("You, who prepare the meeting")
    organisations = "organisations", N_("The organisations and their sessions")
    facilitator = "facilitator", N_("The meeting leader")
    deciders = "deciders", N_("Those who decide, and those who could start something")
    interpreters = "interpreters", N_("Interpreters and languages")
    house = "house", N_("The house and the kitchen")


@frozen
class ReadyLine:
    """`cure`: where it is put right, below the meeting's path. `says`: None where the `words` are
    in the reader's language already.
    """

    is_done: bool
    says: Saying | None
    cure: str
    words: str = ""


@frozen
class Readiness:
    """What is done and what is still open, by who has to act. All pages tell it from here."""

    actors: tuple[tuple[Actor, tuple[ReadyLine, ...]], ...]

    @property
    def with_something_to_do(self) -> tuple[tuple[Actor, tuple[ReadyLine, ...]], ...]:
        return tuple((actor, lines) for actor, lines in self.actors if lines)

    @property
    def undone(self) -> int:
        return sum(not line.is_done for _, lines in self.actors for line in lines)

    @property
    def for_coordinator(self) -> tuple[ReadyLine, ...]:
        """What the coordinator still has to do."""
        lines = dict(self.actors)[Actor.coordinator]
        return tuple(line for line in lines if not line.is_done)


def ready_line(
    is_done: bool,  # noqa: FBT001 -- as it is found
    told: str,
    cure: str,
    **values: Word | str | int,
) -> ReadyLine:
    return done(told, cure, **values) if is_done else still_open(told, cure, **values)


def done(told: str, cure: str, **values: Word | str | int) -> ReadyLine:
    return ReadyLine(is_done=True, says=saying(told, **values), cure=cure)


def still_open(told: str, cure: str, **values: Word | str | int) -> ReadyLine:
    return ReadyLine(is_done=False, says=saying(told, **values), cure=cure)
