"""What one viewer sees at one moment."""

from app.assembly import Assembled, Filling, assembled, rendered_part
from app.frozen import frozen
from app.method.act import Touch
from app.models import Meeting
from app.models.scope import ScopeKind
from app.reading.snapshot import Snapshot
from app.screens.alike import Like
from app.screens.by_viewer import own_part, own_words
from app.screens.screen import Screen
from app.viewer import JoinedPhone, Viewer

# The attribute in which a viewer keeps its `Filling`.
_FILLING = "_filling"


@frozen
class Sight:
    """What a viewer sees at one moment. `scopes`: of everything that the screen is made of; the
    viewer's connection is woken by them, and by the one by which the viewer is found.

    `filling`: what is this viewer's own in a screen that others share. `like`: set if all phones of
    which this is true see this screen now. `again`: the code by which a phone is recognised where
    its cookie is not known.
    """

    viewer: Viewer
    screen: Screen
    sequence: int
    scopes: frozenset[Touch]
    meeting: Meeting
    filling: Filling = Filling()
    like: Like | None = None
    again: str = ""

    @property
    def assembled(self) -> Assembled:
        return assembled(self.screen)


@frozen
class Unseen:
    """A screen that could not be made. Its viewer is still woken by its scopes."""

    fault: Exception
    sequence: int
    scopes: frozenset[Touch]


def filling(snapshot: Snapshot, viewer: JoinedPhone) -> Filling:
    """Returns what is the viewer's own in a shared screen. It is kept on the viewer object while it
    stays the same, with what is made of it for sending.
    """
    own = own_part(snapshot, viewer)
    part = rendered_part(own) if own else None
    before: Filling | None = vars(viewer).get(_FILLING)
    if before is None or before.part is not part:
        before = vars(viewer)[_FILLING] = Filling(own_words(viewer), part)
    return before


def known_by(viewer: Viewer) -> Touch:
    """Returns the scope of the rows by which this viewer is found."""
    if isinstance(viewer, JoinedPhone):
        return Touch(viewer.meeting_id, ScopeKind.phone, viewer.device_id)
    return Touch(viewer.meeting_id, ScopeKind.link, viewer.link_id)
