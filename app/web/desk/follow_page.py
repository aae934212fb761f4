"""The page of the follow-up: each action with its log, what is published, and the links."""

from collections.abc import Iterator
from datetime import date

from app import texts
from app.db import Book
from app.frozen import frozen
from app.languages import TextLanguage
from app.links import calendar_path, public_name, report_path
from app.method.followup import following, next_round, publishing
from app.method.followup.rhythm import next_report
from app.method.preparing.begun_pack import may_change_pack
from app.method.preparing.meeting import municipality_of
from app.method.preparing.translations import digest
from app.models import AgreedAction, FollowedAction, FollowEntry, Meeting, Publication
from app.models.followup import FollowState
from app.papers.public.new_version import as_stored, next_version
from app.papers.public.plain_files import languages
from app.qr import QrPath, qr_path
from app.screens.speaker import Said
from app.vocabulary import N_
from app.web.desk import stored_afterwards
from app.web.desk.pages import Head
from app.web.desk.reading import Reader


@frozen
class EntryLine:
    """See `FollowEntry`. `corrected`: a later entry corrects this one."""

    position: int
    on: str
    state: FollowState
    words: Said
    by_owner: bool
    corrects: int | None
    corrected: bool


@frozen
class FollowedLine:
    """`link`: the address at which its owner reports; empty if it is revoked."""

    id: int
    number: int
    title: Said
    owner: Said
    review_on: str
    state: FollowState
    log: tuple[EntryLine, ...]
    link: str

    @property
    def earlier(self) -> tuple[tuple[int, str], ...]:
        """The entries that a new one may correct, by their positions."""
        return tuple((entry.position, f"{entry.position}: {entry.on}") for entry in self.log)


@frozen
class PublicLine:
    """`versions`: the newest first. `is_read`: anybody can read the page now. `digest`, `after`: of
    the version that would be published now, its digest and how many came before it.

    `says_nothing_new`: publishing would change nothing.
    """

    address: str
    qr: QrPath
    versions: tuple[Publication, ...]
    is_read: bool
    languages: tuple[TextLanguage, ...]
    digest: str
    after: int
    says_nothing_new: bool


_AS_ABOVE = N_("What stands above")


@frozen
class FollowPage:
    """`agreed`: how many actions there are, followed or not. `calendar`: its address, empty while
    closed.

    `openings`: meetings with whose outcome this one can open; `opens_with`: which one it is now;
    `became`: the outcome. `unheard`: names of population groups. `takes_round`: cards and
    actions of another municipality's can be added.
    """

    head: Head
    meeting: Meeting
    agreed: int
    actions: tuple[FollowedLine, ...]
    report_on: str
    public: PublicLine
    calendar: str
    is_hosted: bool
    openings: tuple[tuple[str, str], ...]
    opens_with: str
    became: tuple[tuple[Said, FollowState], ...]
    unheard: tuple[Said, ...]
    has_groups: bool
    takes_round: bool

    @property
    def is_unfollowed(self) -> bool:
        """An action was agreed on and is not followed yet."""
        return len(self.actions) < self.agreed


def follow_page(reader: Reader, today: date) -> FollowPage:
    book, meeting, asked = reader.book, reader.piece.meeting, reader.asked
    last = publishing.last_day(book, meeting.id)
    whose = municipality_of(book, meeting.id)
    opens_with = str(stored_afterwards.became(book, meeting.id)["before_id"])
    path = calendar_path(asked.secret, whose) if whose.calendar_open else ""
    return FollowPage(
        head=reader.head,
        meeting=meeting,
        agreed=len(reader.piece.actions),
        actions=tuple(_actions(reader)),
        report_on=next_report(meeting, reader.piece.held_on, last).isoformat(),
        public=_public(book, meeting.id, asked.base, today),
        calendar=asked.base + path if path else "",
        is_hosted=asked.is_hosted,
        openings=tuple(_openings(reader, opens_with)),
        opens_with=opens_with,
        became=tuple((reader.say(action.text_id), action.state) for action in reader.piece.became),
        unheard=tuple(
            reader.say.stored(reader.book, name_id)
            for name_id in next_round.unheard(book, meeting.id)
        ),
        has_groups=bool(reader.piece.population_groups),
        takes_round=not (reader.head.held or may_change_pack(book, meeting.id)),
    )


def _openings(reader: Reader, opens_with: str) -> Iterator[tuple[str, str]]:
    for before in next_round.earlier(reader.book, reader.piece.meeting.id):
        yield str(before.id), reader.say.stored(reader.book, before.name_id).words
    if opens_with == stored_afterwards.AS_IT_IS:
        yield opens_with, texts.say(_AS_ABOVE, reader.say.language)


def _actions(reader: Reader) -> list[FollowedLine]:
    numbers = {action.id: number for number, action in enumerate(reader.piece.actions, start=1)}
    rows = following.followed(reader.book, reader.piece.meeting.id)
    return [_action(reader, numbers[action.id], action, row) for action, row in rows]


def _action(reader: Reader, number: int, action: AgreedAction, row: FollowedAction) -> FollowedLine:
    words, log = reader.piece.proposed_words, following.log(reader.book, action.id)
    corrected = {entry.corrects for entry in log}
    link = reader.asked.base + report_path(reader.asked.secret, row) if row.open else ""
    return FollowedLine(
        id=action.id,
        number=number,
        title=reader.say(action.title_id, words),
        owner=reader.say(action.owner_id, words),
        review_on=action.review_on,
        state=following.state_of(log),
        log=tuple(_entry(reader, entry, entry.position in corrected) for entry in log),
        link=link,
    )


def _entry(reader: Reader, entry: FollowEntry, corrected: bool) -> EntryLine:  # noqa: FBT001 -- of a row
    return EntryLine(
        position=entry.position,
        on=entry.said_on,
        state=entry.state,
        words=reader.say.stored(reader.book, entry.text_id),
        by_owner=entry.by_owner,
        corrects=entry.corrects,
        corrected=corrected,
    )


def _public(book: Book, meeting_id: int, base: str, today: date) -> PublicLine:
    content, after = next_version(book, meeting_id, today)
    versions = publishing.versions(book, meeting_id)
    address = f"{base}/public/{public_name(meeting_id)}"
    is_read = publishing.read_now(book, meeting_id) is not None
    return PublicLine(
        address=address,
        qr=qr_path(address),
        versions=tuple(reversed(versions)),
        is_read=is_read,
        languages=tuple(languages(content)),
        digest=digest(as_stored(content)),
        after=after,
        says_nothing_new=is_read and not content["changes"],
    )
