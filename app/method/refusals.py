"""Why an act is refused: one plain sentence each, in the person's language.

A refusal is a value: rules return it, a screen shows it beside a disabled button, a 409 response
carries it.
"""

from app.frozen import frozen
from app.limits import LIMIT
from app.vocabulary import N_


@frozen
class Refusal:
    """`code`: the obstacle. `sentence`: English, catalogue key, with %(name)s for `values`."""

    code: str
    sentence: str
    values: tuple[tuple[str, str | int], ...] = ()

    def saying(self, **values: str | int) -> "Refusal":
        return Refusal(self.code, self.sentence, tuple(sorted(values.items())))


class RefusedError(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


class NotYoursError(Exception):
    """The thing is not there for this viewer: answered by a 404 that says nothing more."""


class OvertakenError(Exception):
    """A plan made beforehand does not fit any more. The caller plans again; nobody is told."""


def require(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise RefusedError(refusal)


step_closed = Refusal(
    "step_closed",
    N_("This step is not open now. This page shows what is going on."),
)
others_first = Refusal("others_first", N_("Somebody else was first. This is how it stands now."))
overtaken = Refusal(
    "overtaken", N_("This was older than what you did last. What you did last stands.")
)
meeting_ended = Refusal("meeting_ended", N_("The meeting has ended. Nothing more can be changed."))
joining_closed = Refusal(
    "joining_closed", N_("Joining is closed just now. Ask the meeting leader to let you in.")
)
no_cookies = Refusal(
    "no_cookies",
    N_(
        "You have not joined yet: this browser did not keep our cookie, so we could not find you again. "
        "Allow cookies for this page or use another browser. Then try again."
    ),
)
no_group = Refusal("no_group", N_("You are not in a small group yet. Tell the meeting leader."))
not_saved = Refusal("not_saved", N_("This could not be saved just now."))
not_saved_send_again = Refusal(
    "not_saved_send_again",
    N_("This could not be saved just now. Wait a moment and send it again."),
)
too_long = Refusal(
    "too_long", N_("That is too long: at most %(limit)s characters. Shorten it and save again.")
)
empty = Refusal("empty", N_("Write something first: the field is empty."))
already_decided = Refusal("already_decided", N_("Your group has already decided on this card."))
leaning_closed = Refusal(
    "leaning_closed", N_("Your group's choices are already shown. You can no longer change yours.")
)
not_decided = Refusal("not_decided", N_("This card is not decided yet."))
title_missing = Refusal("title_missing", N_("Say the idea in one sentence first."))
reason_missing = Refusal("reason_missing", N_("Choose why your group does not know."))
ideas_full = Refusal(
    "ideas_full",
    N_("Your group already has %(number)s ideas. Develop one of them instead."),
)
idea_gone = Refusal("idea_gone", N_("That idea is no longer there."))
idea_hidden = Refusal("idea_hidden", N_("The meeting leader has hidden this text."))
not_settled = Refusal("not_settled", N_("Agree on the idea's position first."))
too_few_placed = Refusal("too_few_placed", N_("Somebody in the group has to place the idea first."))
too_few_to_show = Refusal(
    "too_few_to_show",
    N_("At least %(limit)s have to place the idea before it can be shown where you stand."),
    (("limit", LIMIT.fewest_to_spread),),
)
placing_closed = Refusal(
    "placing_closed", N_("Your group has been shown where it stands: the placing is closed.")
)
placed_anew = Refusal("placed_anew", N_("Your group places this idea anew. Place it once more."))
proposals_full = Refusal(
    "proposals_full",
    N_("Your group has already chosen its proposals (at most %(limit)s). Take one back first."),
)
voted_on = Refusal("voted_on", N_("The vote has begun. The proposals can no longer be changed."))
no_open_vote = Refusal("no_open_vote", N_("The vote is not open."))
another_round = Refusal(
    "another_round",
    N_("Another round of the vote is open now. Read the ideas and choose again."),
)
vote_open = Refusal("vote_open", N_("The vote is already open."))
voted_meanwhile = Refusal(
    "voted_meanwhile",
    N_("A round has been opened meanwhile. Open another one only if all are to vote again."),
)
vote_void = Refusal(
    "vote_void",
    N_("A technical fault: these votes cannot be counted. Open a new round."),
)
own_group = Refusal("own_group", N_("Your own group's idea. Vote for another one."))
own_hands = Refusal("own_hands", N_("The group's own proposal: its hands do not count for it."))
too_many_hands = Refusal(
    "too_many_hands",
    N_("Group %(group)s would have too many votes. Count its hands again."),
)
too_many_votes = Refusal(
    "too_many_votes",
    N_("Too many votes in group %(groups)s: reduce the number of hands before you close the vote."),
)
no_proposals = Refusal("no_proposals", N_("There is no proposal to vote on yet."))
actions_full = Refusal(
    "actions_full",
    N_("%(limit)s actions are agreed already. Take one away before you add another."),
    (("limit", LIMIT.actions),),
)
nothing_agreed = Refusal("nothing_agreed", N_("No action is agreed."))
already_agreed = Refusal(
    "already_agreed", N_("This idea is agreed already. Change it in the list of agreed actions.")
)
action_gone = Refusal("action_gone", N_("That action has been taken away."))
not_taking_part = Refusal("not_taking_part", N_("First press I want to take part."))
owner_missing = Refusal("owner_missing", N_("First write who starts it."))
saved_first = Refusal(
    "saved_first",
    N_("Somebody else saved this first. Read what it says now. Then save your words again."),
)
changed_meanwhile = Refusal(
    "changed_meanwhile",
    N_("Somebody changed this at the same time. Both versions are kept: choose one."),
)
survey_closed = Refusal("survey_closed", N_("The survey has closed. Nothing more can be answered."))
past_time = Refusal("past_time", N_("That time has passed already. Choose a later one."))
bad_answer = Refusal("bad_answer", N_("Choose one of the answers."))
pack_full = Refusal("pack_full", N_("The pack holds at most %(limit)s cards."))
unknown_field = Refusal(
    "unknown_field", N_("The form was not understood. Reload the page and try again.")
)
whose_turn = Refusal(
    "whose_turn",
    N_("Several people share this phone. See whose turn it is. Then choose again."),
)
phone_full = Refusal("phone_full", N_("At most %(limit)s people can share a phone."))
last_at_phone = Refusal("last_at_phone", N_("At least one person has to use this phone."))
no_people = Refusal("no_people", N_("Nobody has joined yet. So no groups can be formed."))
same_group = Refusal("same_group", N_("Choose two different groups."))
said_already = Refusal("said_already", N_("It is said in that language already."))
same_proposal = Refusal("same_proposal", N_("Choose two different proposals."))
groups_formed = Refusal(
    "groups_formed",
    N_("The groups are formed already. Tell the meeting leader with whom you would like to sit."),
)
bad_number = Refusal("bad_number", N_("Give a whole number from %(low)s to %(high)s."))
no_clock = Refusal("no_clock", N_("No clock is running."))
clock_changed = Refusal(
    "clock_changed", N_("The clock has been changed meanwhile. This is how it stands now.")
)
bad_date = Refusal("bad_date", N_("The date was not understood. Write it like 2026-12-31."))
bad_time = Refusal("bad_time", N_("The time was not understood. Write it like 16.30."))
no_meeting = Refusal(
    "no_meeting",
    N_("There is no meeting with this code just now. Compare it with the code on the wall."),
)
bad_code = Refusal(
    "bad_code",
    N_(
        "This code is not right. It has %(limit)s characters, letters and digits. You see it on the wall."
    ),
    (("limit", LIMIT.code),),
)
