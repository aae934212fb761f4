"""A participant's posts, each a wanted end; and joining."""

import asyncio

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.limits import LIMIT
from app.method import agreement, axis, contacts, ideas, proposals, sorting, survey, vote
from app.method.people import calls, joining as coming_in
from app.vocabulary import Call, Category
from app.web import joining
from app.web.doors import PhoneVisit, meeting_by_code, notice_address, phone_claim_of
from app.web.visit import Visit

router = APIRouter()


@router.get("/")
def start(request: Request) -> Response:
    return joining.start(request)


@router.get("/{code}")
async def screen(request: Request, code: str) -> Response:
    """The person's screen, or the way in; a code that is nothing and an ended meeting look the same."""
    meeting = await asyncio.to_thread(meeting_by_code, request.app.state.database, code)
    await asyncio.to_thread(notice_address, request, meeting)
    claim = phone_claim_of(request, meeting)
    table = joining.table_asked(request)
    if claim and await joining.is_in(request, claim):
        visit = Visit(request, claim, f"/{code.upper()}")
        return await (
            joining.ask_table(request, claim, visit.path, table) if table else visit.page()
        )
    return await joining.page(request, code, table)


@router.get("/{code}/{table:int}")
def at_table(code: str, table: int) -> Response:
    """The short address in a table's code: in a QR it needs fewer, larger modules."""
    return RedirectResponse(f"/{code.upper()}?table={table}", 303)


@router.get("/{code}/about")
async def about(request: Request, code: str) -> Response:
    return await joining.about(request, code)


@router.post("/{code}/join")
async def join(request: Request, code: str) -> Response:
    return await joining.join(request, code)


@router.post("/{code}/language")
async def language(request: Request, code: str) -> Response:
    return await joining.change_language(request, code)


@router.post("/{code}/tie")
async def ask_for_tie(visit: PhoneVisit) -> Response:
    await visit.form()
    return await visit.act(lambda act, me: coming_in.tie(act, me, wanted=True))


@router.post("/{code}/tie/withdrawn")
async def leave_tie(visit: PhoneVisit) -> Response:
    await visit.form()
    return await visit.act(lambda act, me: coming_in.tie(act, me, wanted=False))


@router.post("/{code}/cards/{card_id}/lean")
async def lean(visit: PhoneVisit, card_id: int) -> Response:
    category = (await visit.own_form("category")).one_of(Category, "category")
    return await visit.act(lambda act, me: sorting.lean(act, me, card_id, category))


@router.post("/{code}/cards/{card_id}/spread")
async def spread(visit: PhoneVisit, card_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, me: sorting.show_spread(act, me, card_id))


@router.post("/{code}/cards/{card_id}/decision")
async def decide(visit: PhoneVisit, card_id: int) -> Response:
    category, reason = (await visit.form("decision")).pick(sorting.DECISIONS, "decision")
    return await visit.act(lambda act, me: sorting.decide(act, me, card_id, category, reason))


@router.post("/{code}/cards/{card_id}/reopened")
async def reopen(visit: PhoneVisit, card_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, me: sorting.reopen(act, me, card_id))


@router.post("/{code}/cards/{card_id}/skipped")
async def skip(visit: PhoneVisit, card_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, me: sorting.skip(act, me, card_id))


@router.post("/{code}/cards/{card_id}/line")
async def keep_line(visit: PhoneVisit, card_id: int) -> Response:
    form = await visit.form("revision", drafted=["line"])
    seen, words = form.id("revision"), form["line"]
    return await visit.act(lambda act, me: sorting.keep_line(act, me, card_id, seen, words))


@router.post("/{code}/cards/{card_id}/line/dropped")
async def take_line_away(visit: PhoneVisit, card_id: int) -> Response:
    seen = (await visit.form("revision")).id("revision")
    return await visit.act(lambda act, me: sorting.keep_line(act, me, card_id, seen, ""))


@router.post("/{code}/ideas")
async def write_idea(visit: PhoneVisit) -> Response:
    form = await visit.form("suggested_action_id", drafted=ideas.FIELDS)
    suggested_id = form.optional_id("suggested_action_id")
    if suggested_id and not form.get("title"):
        return await visit.act(lambda act, me: ideas.develop(act, me, suggested_id))
    texts = [form.get(name) for name in ideas.FIELDS]
    return await visit.act(lambda act, me: ideas.write(act, me, *texts))


@router.post("/{code}/ideas/{idea_id}")
async def improve_idea(visit: PhoneVisit, idea_id: int) -> Response:
    form = await visit.form(drafted=("revision", "seen", *ideas.FIELDS))
    revision, seen = form.id("revision"), form.get("seen")
    title, what, who = (form.get(name) for name in ideas.FIELDS)
    return await visit.act(
        lambda act, me: ideas.improve(act, me, idea_id, revision, title, what, who, seen)
    )


@router.post("/{code}/ideas/{idea_id}/wording")
async def choose_wording(visit: PhoneVisit, idea_id: int) -> Response:
    wording_id = (await visit.form("wording_id")).id("wording_id")
    return await visit.act(lambda act, me: ideas.choose_wording(act, me, idea_id, wording_id))


@router.post("/{code}/ideas/{idea_id}/wording/dropped")
async def drop_wording(visit: PhoneVisit, idea_id: int) -> Response:
    wording_id = (await visit.form("wording_id")).id("wording_id")
    return await visit.act(lambda act, me: ideas.drop_wording(act, me, idea_id, wording_id))


@router.post("/{code}/ideas/{idea_id}/dropped")
async def drop_idea(visit: PhoneVisit, idea_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, me: ideas.drop(act, me, idea_id))


@router.post("/{code}/ideas/{idea_id}/restored")
async def restore_idea(visit: PhoneVisit, idea_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, me: ideas.restore(act, me, idea_id))


@router.post("/{code}/ideas/{idea_id}/placement")
async def place(visit: PhoneVisit, idea_id: int) -> Response:
    form = await visit.own_form("effort", "impact")
    effort, impact = form.number("effort", 0, 100), form.number("impact", 0, 100)
    return await visit.act(lambda act, me: axis.place(act, me, idea_id, effort, impact))


@router.post("/{code}/ideas/{idea_id}/settled")
async def settle(visit: PhoneVisit, idea_id: int) -> Response:
    form = await visit.form("effort", "impact")
    effort, impact = form.number("effort", 0, 100), form.number("impact", 0, 100)
    return await visit.act(lambda act, me: axis.settle(act, me, idea_id, effort, impact))


@router.post("/{code}/ideas/{idea_id}/unsettled")
async def unsettle(visit: PhoneVisit, idea_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, me: axis.unsettle(act, me, idea_id))


@router.post("/{code}/ideas/{idea_id}/proposed")
async def propose(visit: PhoneVisit, idea_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, me: proposals.propose(act, me, idea_id))


@router.post("/{code}/ideas/{idea_id}/withdrawn")
async def withdraw(visit: PhoneVisit, idea_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, me: proposals.withdraw(act, me, idea_id))


@router.post("/{code}/hand")
async def raise_hand(visit: PhoneVisit) -> Response:
    await visit.form()
    return await visit.act(lambda act, me: calls.call(act, me, Call.hand))


@router.post("/{code}/hand/lowered")
async def lower_hand(visit: PhoneVisit) -> Response:
    await visit.form()
    return await visit.act(lambda act, me: calls.take_back(act, me, Call.hand))


@router.post("/{code}/need")
async def need_someone(visit: PhoneVisit) -> Response:
    """Told to the facilitators alone; the screen of the table does not change."""
    await visit.form()
    return await visit.act(lambda act, me: calls.call(act, me, Call.need), calls.heard)


@router.post("/{code}/vote")
async def cast(visit: PhoneVisit) -> Response:
    proposal_id = (await visit.own_form("proposal_id")).id("proposal_id")
    return await visit.act(lambda act, me: vote.cast(act, me, proposal_id))


@router.post("/{code}/vote/withdrawn")
async def withdraw_vote(visit: PhoneVisit) -> Response:
    await visit.own_form()
    return await visit.act(vote.withdraw)


@router.post("/{code}/actions/{action_id}/interest")
async def take_part(visit: PhoneVisit, action_id: int) -> Response:
    await visit.own_form()
    return await visit.act(lambda act, me: agreement.take_part(act, me, action_id))


@router.post("/{code}/actions/{action_id}/interest/withdrawn")
async def leave(visit: PhoneVisit, action_id: int) -> Response:
    await visit.own_form()
    return await visit.act(lambda act, me: agreement.leave(act, me, action_id))


@router.post("/{code}/actions/{action_id}/contact")
async def leave_contact(visit: PhoneVisit, action_id: int) -> Response:
    words = (await visit.own_form(given_back=["contact"]))["contact"]
    secret = visit.house.settings.secret
    return await visit.act(lambda act, me: contacts.give(act, me, action_id, words, secret))


@router.post("/{code}/actions/{action_id}/contact/withdrawn")
async def take_contact_back(visit: PhoneVisit, action_id: int) -> Response:
    await visit.own_form()
    return await visit.act(lambda act, me: contacts.take_back(act, me, action_id))


@router.post("/{code}/survey/withdrawn")
async def withdraw_answers(visit: PhoneVisit) -> Response:
    await visit.own_form()
    return await visit.act(survey.withdraw)


@router.post("/{code}/survey/{question_id}")
async def answer(visit: PhoneVisit, question_id: int) -> Response:
    form = await visit.own_form("level", several=["action_id"], given_back=["words"])
    if "level" in form:
        level = form.number("level", 1, LIMIT.levels)
        return await visit.act(lambda act, me: survey.answer_scale(act, me, question_id, level))
    if "words" in form:
        return await visit.act(
            lambda act, me: survey.answer_free(act, me, question_id, form["words"])
        )
    chosen = form.ids("action_id")
    return await visit.act(lambda act, me: survey.answer_actions(act, me, question_id, chosen))


@router.post("/{code}/survey/{question_id}/taken-back")
async def take_answer_back(visit: PhoneVisit, question_id: int) -> Response:
    await visit.own_form()
    return await visit.act(lambda act, me: survey.take_back(act, me, question_id))


@router.post("/{code}/survey/{question_id}/skipped")
async def skip_question(visit: PhoneVisit, question_id: int) -> Response:
    await visit.own_form()
    return await visit.act(lambda act, me: survey.skip(act, me, question_id))
