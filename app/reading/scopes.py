"""Which rows each scope shows: its tables, and how a row is known to belong to it.

What an act has touched follows from the rows that it wrote, before and after, by this table alone.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, union_all
from sqlmodel import col, select

from app.method.text_columns import OF_ACTIONS, OF_IDEAS, OF_MEETING, OF_ROUND, OF_TALK, Held
from app.models import (
    AgreedAction,
    AxisSpread,
    Ballot,
    BecameOf,
    BroughtFile,
    BroughtIdea,
    Card,
    CardTurn,
    Contact,
    Coordinator,
    Decision,
    DeskDraft,
    DeskLink,
    Device,
    Draft,
    EarlierDecision,
    Expected,
    FollowedAction,
    FollowEntry,
    FormerCode,
    Gathering,
    HandVote,
    Idea,
    Interest,
    Interpreting,
    KeyResult,
    LastAct,
    Lean,
    Link,
    Meeting,
    Membership,
    Merge,
    Municipality,
    Operation,
    Person,
    Placement,
    PopulationGroup,
    PreparedOwner,
    Principle,
    ProgrammeRow,
    Proposal,
    ProposalAnswer,
    Publication,
    QuietCall,
    Reached,
    Removed,
    RemovedMeeting,
    Report,
    ReportAnswer,
    ReportLine,
    Retention,
    Reveal,
    Round,
    Scope,
    Seat,
    SignIn,
    SlideNote,
    SmallGroup,
    SuggestedAction,
    Survey,
    SurveyAnswer,
    SurveyForm,
    SurveyQuestion,
    TableCall,
    TableSeat,
    TalkLine,
    Tally,
    Text,
    VoteRound,
    Wording,
)
from app.models.scope import ScopeKind
from app.models.years import OVER_YEARS
from app.reading.by import By, Kind
from app.vocabulary import Call, Standing

_KEY: Any = bindparam("key")


def _only(*columns: str) -> frozenset[str]:
    return frozenset(columns)


def _text(held: Held) -> Any:
    """Finds, for a text, the owners of the rows that it is in."""
    return union_all(*(select(owner).where(column == _KEY) for column, owner in held))


_MEETINGS_OF_ROUND = select(Meeting.id).where(col(Meeting.round_id) == _KEY)
_OF_TEXT = union_all(
    *(select(owner).where(column == _KEY) for column, owner in OF_MEETING),
    *(
        select(Meeting.id).join(owner.class_, col(Meeting.round_id) == owner).where(column == _KEY)
        for column, owner in OF_ROUND
    ),
)
_OF_PROPOSED_TEXT = union_all(
    *(select(owner).where(column == _KEY) for column, owner in OF_ACTIONS),
    *(
        select(Proposal.meeting_id)
        .join(Idea, col(Idea.id) == col(Proposal.idea_id))
        .where(column == _KEY)
        for column, _ in OF_IDEAS
    ),
)
_OF_MERGE = select(Merge.meeting_id).where(col(Merge.id) == _KEY)
_OF_PROPOSED = select(Proposal.meeting_id).where(col(Proposal.idea_id) == _KEY)
_OF_ROUND = select(VoteRound.meeting_id).where(col(VoteRound.id) == _KEY)
_OF_GROUP = select(SmallGroup.meeting_id).where(col(SmallGroup.id) == _KEY)
_OF_PERSON = select(Person.meeting_id).where(col(Person.id) == _KEY)
_OF_DEVICE = select(Device.meeting_id).where(col(Device.id) == _KEY)
_OF_SURVEY = select(Survey.meeting_id).where(col(Survey.id) == _KEY)
_OF_ACTION = select(AgreedAction.meeting_id).where(col(AgreedAction.id) == _KEY)
_GROUP_OF_IDEA = select(Idea.small_group_id).where(col(Idea.id) == _KEY)
_GROUP_OF_PERSON = select(Membership.small_group_id).where(
    col(Membership.person_id) == _KEY, col(Membership.until).is_(None)
)
_GROUPS_AT_DEVICE = (
    select(Membership.small_group_id)
    .join(Seat, col(Seat.person_id) == col(Membership.person_id))
    .where(col(Seat.device_id) == _KEY, col(Membership.until).is_(None))
)
_PHONE_OF_PERSON = select(Seat.device_id).where(col(Seat.person_id) == _KEY)
_NUMBERED = _only("number", "dissolved", "merged_into")
_CURRENT = ("standing", Standing.current)
# The columns of a phone, and of a person, by which a viewer is found.
_FINDING = _only("turn", "hosts", "knows_table", "token_hash")
_SPEAKING = _only("language", "reads", "language_tie")
# The columns of a meeting that steps change; all others were prepared.
_GOING_ON = _only("current_row_id", "clock_until", "picture_seen")

SHOWN: Mapping[ScopeKind, Mapping[Kind, By]] = {
    ScopeKind.meeting: {
        Meeting: By("id", only=frozenset(Meeting.model_fields) - _GOING_ON),
        **{
            kind: By("meeting_id")
            for kind in (
                Card,
                SuggestedAction,
                PreparedOwner,
                Principle,
                SurveyQuestion,
                BecameOf,
                Interpreting,
            )
        },
        **{
            kind: By("round_id", _MEETINGS_OF_ROUND)
            for kind in (PopulationGroup, Gathering, KeyResult, SlideNote)
        },
        Wording: By("text_id", _OF_TEXT, where=_CURRENT),
        SmallGroup: By("meeting_id", only=_NUMBERED),
        Merge: By("meeting_id"),
        Reached: By("meeting_id"),
        EarlierDecision: By("merge_id", _OF_MERGE),
        Survey: By("meeting_id", new=False),
    },
    ScopeKind.programme: {
        Meeting: By("id", only=_GOING_ON),
        ProgrammeRow: By("meeting_id"),
        Reveal: By("meeting_id"),
    },
    ScopeKind.proposals: {
        Proposal: By("meeting_id"),
        Idea: By("id", _OF_PROPOSED),
        BroughtIdea: By("idea_id", _OF_PROPOSED),
        VoteRound: By("meeting_id"),
        Tally: By("vote_round_id", _OF_ROUND),
        AgreedAction: By("meeting_id"),
        Wording: By("text_id", _OF_PROPOSED_TEXT, where=_CURRENT),
    },
    ScopeKind.group: {
        SmallGroup: By("id"),
        Membership: By("small_group_id"),
        Seat: By("person_id", _GROUP_OF_PERSON),
        Person: By("id", _GROUP_OF_PERSON, only=_only("role", "language", "reads")),
        Device: By("id", _GROUPS_AT_DEVICE, only=_only("present", "hosts")),
        Decision: By("small_group_id"),
        Idea: By("small_group_id"),
        Proposal: By("small_group_id"),
        Wording: By("text_id", _text(OF_IDEAS), where=_CURRENT),
    },
    ScopeKind.leans: {Lean: By("small_group_id")},
    ScopeKind.table: {
        CardTurn: By("small_group_id"),
        TalkLine: By("small_group_id"),
        Placement: By("idea_id", _GROUP_OF_IDEA),
        AxisSpread: By("idea_id", _GROUP_OF_IDEA),
        TableCall: By("small_group_id", where=("call", Call.hand)),
        Wording: By("text_id", _text((*OF_TALK, *OF_IDEAS))),
    },
    ScopeKind.person: {
        Membership: By("person_id"),
        Interest: By("person_id"),
        Contact: By("person_id"),
    },
    ScopeKind.hall: {
        Person: By("meeting_id", only=_only("role", "language_tie", "language", "reads")),
        Seat: By("device_id", _OF_DEVICE),
        Device: By("meeting_id", only=_only("present", "hosts")),
        Membership: By("small_group_id", _OF_GROUP),
        SmallGroup: By("meeting_id"),
        TableSeat: By("person_id", _OF_PERSON),
        Link: By("meeting_id", only=_only("present")),
    },
    ScopeKind.votes: {kind: By("vote_round_id", _OF_ROUND) for kind in (Ballot, HandVote)},
    ScopeKind.forms: {SurveyForm: By("survey_id", _OF_SURVEY)},
    ScopeKind.interests: {Interest: By("agreed_action_id", _OF_ACTION)},
    ScopeKind.calls: {
        TableCall: By("small_group_id", _OF_GROUP),
        QuietCall: By("device_id", _OF_DEVICE),
    },
    ScopeKind.last_acts: {LastAct: By("meeting_id")},
    ScopeKind.phone: {
        Device: By("id", only=_FINDING),
        QuietCall: By("device_id"),
        Seat: By("device_id"),
        Person: By("id", _PHONE_OF_PERSON, only=_SPEAKING),
        TableSeat: By("person_id", _PHONE_OF_PERSON),
        Membership: By("person_id", _PHONE_OF_PERSON),
    },
    ScopeKind.phones: {
        Device: By("meeting_id", only=_FINDING),
        QuietCall: By("device_id", _OF_DEVICE),
        Seat: By("device_id", _OF_DEVICE),
        Person: By("meeting_id", only=_SPEAKING),
        TableSeat: By("person_id", _OF_PERSON),
        Membership: By("person_id", _OF_PERSON),
    },
    ScopeKind.link: {Link: By("id", only=_only("version", "revoked"))},
}
# Tables that no live screen shows. A text is shown by its wordings.
UNSHOWN: frozenset[Kind] = frozenset(OVER_YEARS) | {
    BroughtFile,
    Coordinator,
    DeskDraft,
    DeskLink,
    Draft,
    Expected,
    FollowEntry,
    FollowedAction,
    FormerCode,
    Municipality,
    Operation,
    ProposalAnswer,
    Publication,
    Removed,
    RemovedMeeting,
    Report,
    ReportAnswer,
    ReportLine,
    Retention,
    Round,
    Scope,
    SignIn,
    SurveyAnswer,
    Text,
}
# In these scopes the row tells the meeting; the others have a subject within the act's own meeting.
OF_WHOLE_MEETING = frozenset(
    {
        ScopeKind.meeting,
        ScopeKind.programme,
        ScopeKind.proposals,
        ScopeKind.hall,
        ScopeKind.votes,
        ScopeKind.forms,
        ScopeKind.interests,
        ScopeKind.calls,
        ScopeKind.last_acts,
        ScopeKind.phones,
    }
)
# If a whole meeting is touched, its other scopes are left out; but phones do not depend on
# `meeting`.
WHOLE = frozenset({ScopeKind.meeting, ScopeKind.phones})
# This one wakes no screen: only cached pieces depend on it.
NEVER_TOLD = frozenset({ScopeKind.phones})
# These only wake screens: no cached piece depends on them.
NEVER_STAMPED = frozenset({ScopeKind.phone, ScopeKind.link, ScopeKind.sealed})
