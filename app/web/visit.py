"""A visit: one request of one viewer. The claim it brings, the act it asks for, its answer."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from fastapi import Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from app.live.frames import Filled, ShownScreen, digests_told
from app.live.intents import Intent
from app.live.sight import Sight
from app.method.act import Act, Member
from app.method.people import telling
from app.method.people.hosting import acts_for_table
from app.method.people.joining import set_presence
from app.method.refusals import (
    NotYoursError,
    Refusal,
    RefusedError,
    not_saved,
    not_saved_send_again,
)
from app.reading.snapshot import Snapshot
from app.screens import turns
from app.screens.screen import opened_told
from app.templating import sentence
from app.trouble import StoreError
from app.viewer import (
    Claim,
    JoinedPhone,
    LinkClaim,
    Participant,
    TableHost,
    Viewer,
    find,
)
from app.web.compressing import compress
from app.web.forms import INTENT, SEAT, Fields, Form, read_form
from app.web.house import house_of
from app.web.intending import new_intent
from app.web.live_page import live_page
from app.web.shell import page_around
from app.web.unsaved import UnsavedWords
from app.wire.guests import note_known

ViewersCommand = Callable[[Act, Viewer], object]


class Visit:
    """One request of one viewer. `path`: the address of the viewer's own page; forms post below it.
    `intent`: which tap of that page the form says it is.
    """

    def __init__(self, request: Request, claim: Claim, path: str) -> None:
        self.request = request
        self.claim = claim
        self.path = path
        self.house = house_of(request)
        self.intent: Intent | None = None
        self._is_by_script = request.headers.get("HX-Request") == "true"
        self._opened = opened_told(
            request.headers.get("X-Open") or request.query_params.get("open")
        )
        self._is_own = False
        self._words: UnsavedWords | None = None
        self._seat: int | None = None
        self._member: Member | None = None
        request.state.visit = self

    async def form(self, fields: Fields) -> Form:
        """Reads the form of an act, and notes what must come back if it is refused.

        The form names the seat, and the person who sits there is found through the phone. So a form
        that is sent again is never done for the next person.
        """
        form = await read_form(self.request, fields.known, several=fields.several)
        if fields.drafted or fields.given_back:
            self._words = UnsavedWords(self._form_name(), form, fields)
        self._is_own = fields.is_own
        if fields.is_own and form.get(SEAT):
            self._seat = form.id(SEAT)
        return form

    async def act(self, command: ViewersCommand) -> Response:
        """Who are you → lock → rule → write → on disk → announce → answer."""
        self.house.presence.asked(self.claim)
        done = partial(self._done, command)
        with self.house.hub.acting(self.claim):
            submitted = self.house.writer.submit(self.claim.meeting_id, done, intent=self.intent)
            await asyncio.wrap_future(submitted)
            return await self.answer()

    def _done(self, command: ViewersCommand, act: Act) -> None:
        viewer = find(act.book, self.house.settings.secret, self.claim)
        if isinstance(viewer, JoinedPhone) and viewer.is_out:
            # Acting takes the phone in again, and its people act from the place they have then.
            set_presence(act, viewer.device_id, present=True)
            viewer = find(act.book, self.house.settings.secret, self.claim)
        if viewer is None:
            raise NotYoursError
        command(act, viewer)
        if self._words and self._member:
            self._words.forget(act, self._member.person_id)

    def member(self, act: Act, viewer: Participant | TableHost) -> Member:
        """Returns the person who acts: the one whose seat the form names, if each does this alone;
        else the one whose turn it is on the phone. It knows the table that the form was made for.
        """
        if not self._is_own:
            with Snapshot.of(act.book, act.keys, act.meeting_id) as now:
                self._member = turns.in_turn(now, viewer).member
        elif isinstance(viewer, TableHost):
            raise RefusedError(acts_for_table)
        else:
            self._member = viewer.at(self._seat)
        if self.intent:
            shown = telling.shown_on(act.book, self._member.person_id, self.intent.seen)
            self._member = replace(self._member, knows_table=shown or self._member.knows_table)
        return self._member

    async def refused(self, refusal: Refusal, status: int = 409) -> Response:
        """Answers with the fresh screen and one sentence; what was typed comes back with it."""
        words = self._words
        if words and words.drafts and not await self._is_kept(words):
            words.give_drafts_back()  # only this answer holds what was typed
        return await self.answer(refusal, status)

    async def not_saved(self) -> Response:
        """Says 503. A script sends the form again by itself; without one, the person is told to."""
        return await self.refused(not_saved if self._is_by_script else not_saved_send_again, 503)

    async def _is_kept(self, words: UnsavedWords) -> bool:
        keep = partial(self._keep, words)
        submitted = self.house.writer.submit(self.claim.meeting_id, keep)
        try:
            kept = await asyncio.wrap_future(submitted)
        except StoreError:
            return False
        return bool(kept.value)

    def _keep(self, words: UnsavedWords, act: Act) -> bool:
        viewer = find(act.book, self.house.settings.secret, self.claim)
        if not isinstance(viewer, Participant | TableHost):
            return False
        member = self.member(act, viewer)
        return words.keep(act, member.person_id)

    def _form_name(self) -> str:
        """Names a form by its path below the viewer's page: "ideas", "ideas/12"."""
        path: str = self.request.scope["path"]
        return path.removeprefix(self.path).strip("/")

    async def answer(self, refusal: Refusal | None = None, status: int = 200) -> Response:
        """Answers a script with what its page lacks of the screen and, if refused, the sentence;
        else leads back to the page, or shows the refusal.
        """
        if not self._is_by_script:
            return (
                RedirectResponse(self.path, 303)
                if refusal is None
                else await self.page(refusal, status)
            )
        newest = None if refusal else await self.house.hub.newest_of(self.claim, self._opened)
        if newest:
            make = partial(self._framed, newest, status)
            # What lies behind a link may be as large as the hall; a phone's frame is soon made.
            return await self.house.beside(make) if isinstance(self.claim, LinkClaim) else make()
        return await self._made(partial(self._refreshed, refusal, status), whole=False)

    async def page(self, refusal: Refusal | None = None, status: int = 200) -> Response:
        """The viewer's page, with what could not be saved. To a script: what its page lacks."""
        if self._is_by_script:
            return await self.answer()
        return await self._made(partial(self._whole, refusal, status), whole=True)

    def _whole(self, refusal: Refusal | None, status: int, sight: Sight) -> Response:
        path = f"/{sight.viewer.code}" if isinstance(sight.viewer, JoinedPhone) else self.path
        # The meeting has a new code: go there. A refused form stays, so that the refusal is said
        # and what was typed is given back.
        if self.request.method == "GET" and self.path != path:
            asked = self.request.url.query
            return RedirectResponse(f"{path}{f'?{asked}' if asked else ''}", 303)
        own = {
            "sequence": str(sight.sequence),
            "again": sight.again,
            **sight.filling.words,
            INTENT: new_intent(sight.sequence),
        }
        page = page_around(
            sight, self.house, self.path, self._opened, refusal, is_writing=self._is_writing
        )
        return live_page(self.request, page, sight.assembled, own, status)

    @property
    def _is_writing(self) -> bool:
        """The page holds input that must not be replaced by asking again."""
        is_given_back = self._words is not None and any(self._words.given_back.values())
        return is_given_back or "writing" in self.request.query_params

    def _refreshed(self, refusal: Refusal | None, status: int, sight: Sight) -> Response:
        said = sentence(refusal, sight.screen.language) if refusal else ""
        shown = ShownScreen(sight.assembled, sight.sequence, self.house.show.epoch)
        return self._framed(Filled(shown, sight.filling), status, said)

    def _framed(self, filled: Filled, status: int, said: str = "") -> Response:
        has = digests_told(self.request.headers.get("X-Has"))
        sequence = filled.shown.sequence
        headers = {"X-Sequence": str(sequence)} if sequence else {}
        frame = filled.frame(has, said=said)
        answer = Response(frame, status, headers, media_type="application/json")
        # Where the frame is made: for a console that is beside the loop, and compressing what a large
        # one lacks takes milliseconds.
        compress(answer, self.request)
        return answer

    async def _made(self, make: Callable[[Sight], Response], *, whole: bool) -> Response:
        """Makes an answer of what the viewer sees, in another thread: long work on the event loop
        would make all others wait.
        """
        seen = partial(self._seen, make, whole=whole)
        viewer, answer = await self.house.beside(seen)
        note_known(self.request)
        is_out = isinstance(viewer, JoinedPhone) and viewer.is_out
        heard = self.house.presence.asked(self.claim, is_out=is_out)
        if heard and is_out:
            # This request itself has taken the phone in again; show its people that.
            await asyncio.wrap_future(heard)
            _, answer = await self.house.beside(seen)
        return answer

    def _seen(self, make: Callable[[Sight], Response], *, whole: bool) -> tuple[Viewer, Response]:
        given_back = self._words.back_at(self._seat) if self._words else None
        sight = self.house.show.see(self.claim, self._opened, whole=whole, given_back=given_back)
        if sight is None:
            raise NotYoursError
        return sight.viewer, make(sight)


def said_alone(said: str, status: int) -> Response:
    """Answers a script with a sentence alone, without a screen."""
    return JSONResponse({"said": said}, status)
