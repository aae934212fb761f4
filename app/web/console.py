"""The facilitator's posts. Each says a wanted end, and has its inverse beside it; but closing a vote has none."""

from functools import partial

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from app.languages import HALL_LANGUAGES
from app.limits import LIMIT
from app.method import agreement, groups, hall, ideas, programme, proposals, survey, vote
from app.method.people import absent, calls, merging, seating
from app.vocabulary import Shown
from app.web.doors import ConsoleVisit, spoken
from app.web.forms import moment
from app.web.joining import speaking
from app.web.planned import act_as_planned

router = APIRouter(prefix="/console/{meeting_id}")

JOINING = {"open": True, "closed": False}
ANSWERS = {"yes": True, "to_ask": False}
ACTION = ("title", "owner", "first_step", "due_on")
LONGEST_SUBJECT = 20  # an id or a theme


@router.post("/step")
async def go_to(visit: ConsoleVisit) -> Response:
    form = await visit.form("row_id", "seen_row_id")
    row_id, seen = form.id("row_id"), form.optional_id("seen_row_id")
    return await visit.act(lambda act, _: programme.go_to(act, row_id, seen))


@router.post("/clock")
async def start_clock(visit: ConsoleVisit) -> Response:
    minutes = (await visit.form("minutes")).number("minutes", 1, LIMIT.minutes)
    return await visit.act(lambda act, _: programme.start_clock(act, minutes))


@router.post("/clock/more")
async def add_minutes(visit: ConsoleVisit) -> Response:
    minutes = (await visit.form("minutes")).number("minutes", 1, LIMIT.minutes)
    return await visit.act(lambda act, _: programme.add_minutes(act, minutes))


@router.post("/clock/stopped")
async def stop_clock(visit: ConsoleVisit) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: programme.stop_clock(act))


@router.post("/rows/{row_id}/minutes")
async def shorten(visit: ConsoleVisit, row_id: int) -> Response:
    minutes = (await visit.form("minutes")).number("minutes", 0, LIMIT.minutes)
    return await visit.act(lambda act, _: programme.shorten(act, row_id, minutes))


@router.post("/joining")
async def open_joining(visit: ConsoleVisit) -> Response:
    is_open = (await visit.form("state")).pick(JOINING, "state")
    return await visit.act(lambda act, _: programme.open_joining(act, is_open=is_open))


@router.post("/address")
async def choose_address(visit: ConsoleVisit) -> Response:
    offered = visit.house.show.addresses.offered()
    address = (await visit.form("address")).pick({one: one for one in offered}, "address")
    return await visit.act(lambda act, _: hall.choose_address(act, address))


@router.post("/network")
async def name_network(visit: ConsoleVisit) -> Response:
    form = await visit.form("name", "password")
    name, password = form["name"], form["password"]
    return await visit.act(lambda act, _: hall.name_network(act, name, password))


@router.post("/language")
async def change_language(visit: ConsoleVisit) -> Response:
    """Of this browser alone; two facilitators may read two languages."""
    form = await visit.form("language")
    language = spoken(visit.house.settings, form["language"], HALL_LANGUAGES)
    return speaking(RedirectResponse(visit.path, 303), language)


@router.post("/groups/{small_group_id}/visited")
async def visit_table(visit: ConsoleVisit, small_group_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: calls.answer(act, small_group_id))


@router.post("/groups/{small_group_id}/headcount")
async def count_heads(visit: ConsoleVisit, small_group_id: int) -> Response:
    number = (await visit.form("headcount")).number("headcount", 1, LIMIT.at_a_table)
    return await visit.act(lambda act, _: groups.count_heads(act, small_group_id, number))


@router.post("/groups/{small_group_id}/headcount/cleared")
async def count_phones(visit: ConsoleVisit, small_group_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: groups.count_heads(act, small_group_id, None))


@router.post("/wall")
async def show(visit: ConsoleVisit) -> Response:
    form = await visit.form("what", "subject")
    what, subject = form.one_of(Shown, "what"), form.get("subject")[:LONGEST_SUBJECT]
    return await visit.act(lambda act, _: programme.show(act, what, subject))


@router.post("/wall/down")
async def take_down(visit: ConsoleVisit) -> Response:
    what = (await visit.form("what")).one_of(Shown, "what")
    return await visit.act(lambda act, _: programme.take_down(act, what))


@router.post("/wall/language")
async def speak(visit: ConsoleVisit) -> Response:
    form, settings = await visit.form("first", "second"), visit.house.settings
    first = spoken(settings, form["first"], HALL_LANGUAGES)
    second = spoken(settings, form["second"], HALL_LANGUAGES) if form.get("second") else None
    return await visit.act(lambda act, _: programme.speak(act, first, second))


@router.post("/groups")
async def form_groups(visit: ConsoleVisit) -> Response:
    form = await visit.form("number", "ties")
    number, ties = form.number("number", 1, LIMIT.groups), "ties" in form
    return await act_as_planned(
        visit,
        groups.people_of,
        partial(groups.plan, number=number, ties=ties),
        lambda planned: lambda act, _: groups.form(act, number, ties=ties, planned=planned),
    )


@router.post("/groups/by-table")
async def form_by_table(visit: ConsoleVisit) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: seating.form_by_table(act))


@router.post("/people/group")
async def move_somebody(visit: ConsoleVisit) -> Response:
    form = await visit.form("person_id", "small_group_id")
    person_id, group_id = form.id("person_id"), form.id("small_group_id")
    return await visit.act(lambda act, _: groups.move(act, person_id, group_id))


@router.post("/people/{person_id}/group")
async def move(visit: ConsoleVisit, person_id: int) -> Response:
    group_id = (await visit.form("small_group_id")).id("small_group_id")
    return await visit.act(lambda act, _: groups.move(act, person_id, group_id))


@router.post("/phones/out")
async def take_out(visit: ConsoleVisit) -> Response:
    device_id = (await visit.form("device_id")).id("device_id")
    return await visit.act(lambda act, _: absent.take_out(act, device_id))


@router.post("/phones/in")
async def take_in_again(visit: ConsoleVisit) -> Response:
    device_id = (await visit.form("device_id")).id("device_id")
    return await visit.act(lambda act, _: absent.take_in_again(act, device_id))


@router.post("/groups/merged")
async def merge(visit: ConsoleVisit) -> Response:
    form = await visit.form("kept_id", "away_id")
    kept_id, away_id = form.id("kept_id"), form.id("away_id")
    return await visit.act(lambda act, _: merging.merge(act, kept_id, away_id))


@router.post("/merges/{merge_id}/parted")
async def part(visit: ConsoleVisit, merge_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: merging.part(act, merge_id))


@router.post("/proposals/joined")
async def join_alike(visit: ConsoleVisit) -> Response:
    form = await visit.form("kept_id", "joined_id")
    kept_id, joined_id = form.id("kept_id"), form.id("joined_id")
    return await visit.act(lambda act, _: proposals.join(act, kept_id, joined_id))


@router.post("/proposals/{proposal_id}/apart")
async def take_apart(visit: ConsoleVisit, proposal_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: proposals.take_apart(act, proposal_id))


@router.post("/ideas/{idea_id}/hidden")
async def hide(visit: ConsoleVisit, idea_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: ideas.hide(act, idea_id, hidden=True))


@router.post("/ideas/{idea_id}/unhidden")
async def unhide(visit: ConsoleVisit, idea_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: ideas.hide(act, idea_id, hidden=False))


@router.post("/settings")
async def let_propose(visit: ConsoleVisit) -> Response:
    form = await visit.form("proposals_a_group")
    most = form.number("proposals_a_group", 1, LIMIT.ideas)
    return await visit.act(lambda act, _: proposals.let_propose(act, most))


@router.post("/vote/opened")
async def open_vote(visit: ConsoleVisit) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: vote.open_round(act))


@router.post("/vote/hands")
async def raise_hands(visit: ConsoleVisit) -> Response:
    form = await visit.form("small_group_id", "proposal_id", "votes")
    group_id, proposal_id = form.id("small_group_id"), form.id("proposal_id")
    votes = form.number("votes", 0, LIMIT.at_a_table)
    return await visit.act(lambda act, _: vote.raise_hands(act, group_id, proposal_id, votes))


@router.post("/vote/closed")
async def close_vote(visit: ConsoleVisit) -> Response:
    number = (await visit.form("round_number")).id("round_number")
    return await visit.act(lambda act, _: vote.close_round(act, number))


@router.post("/actions")
async def agree(visit: ConsoleVisit) -> Response:
    form = await visit.form("idea_id", given_back=ACTION)
    idea_id = form.optional_id("idea_id")
    title, owner, step, due_on = (form.get(name) for name in ACTION)
    return await visit.act(
        lambda act, me: agreement.agree(act, title, owner, step, due_on, me.language, idea_id)
    )


@router.post("/actions/{action_id}")
async def change_action(visit: ConsoleVisit, action_id: int) -> Response:
    form = await visit.form("revision", given_back=ACTION)
    seen = form.id("revision")
    title, owner, step, due_on = (form.get(name) for name in ACTION)
    return await visit.act(
        lambda act, me: agreement.change_action(
            act, action_id, seen, title, owner, step, due_on, me.language
        )
    )


@router.post("/actions/{action_id}/owner")
async def hear_owner(visit: ConsoleVisit, action_id: int) -> Response:
    says_yes = (await visit.form("answer")).pick(ANSWERS, "answer")
    return await visit.act(lambda act, _: agreement.hear_owner(act, action_id, says_yes=says_yes))


@router.post("/actions/{action_id}/dropped")
async def take_away(visit: ConsoleVisit, action_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: agreement.take_away(act, action_id))


@router.post("/actions/{action_id}/restored")
async def put_back(visit: ConsoleVisit, action_id: int) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: agreement.put_back(act, action_id))


@router.post("/survey/until")
async def keep_survey_open(visit: ConsoleVisit) -> Response:
    form = await visit.form("date", "time")
    until = moment(form["date"], form["time"])
    return await visit.act(lambda act, _: survey.keep_open(act, until))


@router.post("/survey/until/none")
async def close_survey_with_meeting(visit: ConsoleVisit) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: survey.keep_open(act, None))


@router.post("/ended")
async def end(visit: ConsoleVisit) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: programme.end(act, ended=True))


@router.post("/reopened")
async def reopen(visit: ConsoleVisit) -> Response:
    await visit.form()
    return await visit.act(lambda act, _: programme.end(act, ended=False))
