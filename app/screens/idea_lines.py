"""The ideas of a small group in one line each, as the console reads them."""

from app.frozen import frozen
from app.method import ideas
from app.models import Idea
from app.reading.group_pieces import GroupPiece
from app.reading.meeting_pieces import NumberedGroup
from app.reading.snapshot import Snapshot
from app.screens.on_plane import Point, point
from app.screens.speaker import Said, Speaker


@frozen
class IdeaLine:
    id: int
    group_number: int
    letter: str
    title: Said
    what: Said
    who: Said
    hidden: bool
    settled: Point | None
    proposed: bool


def idea_lines(snapshot: Snapshot, say: Speaker, group: NumberedGroup) -> list[IdeaLine]:
    piece = snapshot.group(group.id)

    def make() -> list[IdeaLine]:
        return [_idea_line(piece, idea, group.number, say) for idea in piece.standing_ideas]

    return make() if say.says_hidden else piece.once(("ideas", say.language, say.reads), make)


def _idea_line(piece: GroupPiece, idea: Idea, number: int, say: Speaker) -> IdeaLine:
    return IdeaLine(
        id=idea.id,
        group_number=number,
        letter=ideas.letter(idea),
        title=say(idea.title_id, piece.words),
        what=say(idea.what_id, piece.words),
        who=say(idea.who_id, piece.words),
        hidden=idea.hidden,
        settled=point(idea.effort, idea.impact),
        proposed=idea.id in piece.proposed,
    )
