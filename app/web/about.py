"""The pages about the program, before joining and after: what it stores, and who can use it."""

from collections.abc import Mapping

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from app.languages import unchecked
from app.method import wordings
from app.method.people.joining import seat_tag
from app.method.preparing.meeting import municipality_of
from app.method.refusals import NotYoursError
from app.models import Municipality
from app.screens.speaker import say
from app.texts import is_checked
from app.viewer import Participant, TableHost, find
from app.web.doors import language_in, met_by
from app.web.house import house_of
from app.web.rendering import rendered


async def about(request: Request, code: str) -> Response:
    """Shows what is stored and who sees it."""
    return await _page(request, code, "door/about.html")


async def accessibility(request: Request, code: str) -> Response:
    """Shows the accessibility statement that the law asks for."""
    return await _page(request, code, "door/accessibility.html")


async def _page(request: Request, code: str, template: str) -> Response:
    database, secret = house_of(request).database, house_of(request).settings.secret
    meeting, claim = await met_by(request, code)
    if meeting is None:
        raise NotYoursError

    def reader() -> tuple[Participant | TableHost | None, Municipality, Mapping[str, str]]:
        with database.reading() as book:
            viewer = find(book, secret, claim) if claim else None
            whose = municipality_of(book, meeting.id)
            named = wordings.said(book, whose.name_id)
        return viewer if isinstance(viewer, Participant | TableHost) else None, whose, named

    viewer, whose, named = await run_in_threadpool(reader)
    if viewer is None and meeting.ended:
        raise NotYoursError
    language = viewer.member.language if viewer else language_in(request, meeting)
    return await rendered(
        template,
        language,
        at=f"/{meeting.code}",
        seat=seat_tag(viewer.member.person_id) if viewer else "",
        municipality=say({whose.name_id: named}, whose.name_id, language, meeting.main_language),
        contact=meeting.contact,
        feedback=meeting.accessibility_contact or meeting.contact,
        privacy_notice=meeting.privacy_notice,
        phone_days=whose.phone_days,
        word_days=whose.word_days,
        is_checked=is_checked(language),
        unchecked=unchecked(),
    )
