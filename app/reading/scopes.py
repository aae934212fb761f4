"""Which rows each scope shows: its tables, and how a row is known to belong to it.

What an act has touched follows from the rows that it wrote, before and after, by this table alone.
"""

from collections.abc import Mapping

from app.method.text_columns import OF_IDEAS, OF_TALK
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
from app.reading import whose
from app.reading.by import By, TableClass
from app.vocabulary import Call, Standing


def _only(*columns: str) -> frozenset[str]:
    return frozenset(columns)


_NUMBERED = _only("number", "dissolved", "merged_into")
_CURRENT = ("standing", Standing.current)
# The columns of a phone, and of a person, by which a viewer is found.
_FINDING = _only("turn", "hosts", "knows_table", "token_hash")
_SPEAKING = _only("language", "reads", "language_tie")
# The columns of a meeting that steps change; all others were prepared.
_GOING_ON = _only("current_row_id", "clock_until", "picture_seen")

SHOWN: Mapping[ScopeKind, Mapping[TableClass, By]] = {
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
            kind: By("round_id", whose.MEETINGS_OF_ROUND)
            for kind in (PopulationGroup, Gathering, KeyResult, SlideNote)
        },
        Wording: By("text_id", whose.MEETINGS_OF_TEXT, where=_CURRENT),
        SmallGroup: By("meeting_id", only=_NUMBERED),
        Merge: By("meeting_id"),
        Reached: By("meeting_id"),
        EarlierDecision: By("merge_id", whose.MEETING_OF_MERGE),
        Survey: By("meeting_id", new=False),
    },
    ScopeKind.programme: {
        Meeting: By("id", only=_GOING_ON),
        ProgrammeRow: By("meeting_id"),
        Reveal: By("meeting_id"),
    },
    ScopeKind.proposals: {
        Proposal: By("meeting_id"),
        Idea: By("id", whose.MEETING_OF_PROPOSED_IDEA),
        BroughtIdea: By("idea_id", whose.MEETING_OF_PROPOSED_IDEA),
        VoteRound: By("meeting_id"),
        Tally: By("vote_round_id", whose.MEETING_OF_VOTE_ROUND),
        AgreedAction: By("meeting_id"),
        Wording: By("text_id", whose.MEETINGS_OF_PROPOSED_TEXT, where=_CURRENT),
    },
    ScopeKind.group: {
        SmallGroup: By("id"),
        Membership: By("small_group_id"),
        Seat: By("person_id", whose.GROUP_OF_PERSON),
        Person: By("id", whose.GROUP_OF_PERSON, only=_only("role", "language", "reads")),
        Device: By("id", whose.GROUPS_AT_PHONE, only=_only("present", "hosts")),
        Decision: By("small_group_id"),
        Idea: By("small_group_id"),
        Proposal: By("small_group_id"),
        Wording: By("text_id", whose.owners_of_text(OF_IDEAS), where=_CURRENT),
    },
    ScopeKind.leans: {Lean: By("small_group_id")},
    ScopeKind.group_work: {
        CardTurn: By("small_group_id"),
        TalkLine: By("small_group_id"),
        Placement: By("idea_id", whose.GROUP_OF_IDEA),
        AxisSpread: By("idea_id", whose.GROUP_OF_IDEA),
        TableCall: By("small_group_id", where=("call", Call.hand)),
        Wording: By("text_id", whose.owners_of_text((*OF_TALK, *OF_IDEAS))),
    },
    ScopeKind.person: {
        Membership: By("person_id"),
        Interest: By("person_id"),
        Contact: By("person_id"),
    },
    ScopeKind.hall: {
        Person: By("meeting_id", only=_only("role", "language_tie", "language", "reads")),
        Seat: By("device_id", whose.MEETING_OF_PHONE),
        Device: By("meeting_id", only=_only("present", "hosts")),
        Membership: By("small_group_id", whose.MEETING_OF_GROUP),
        SmallGroup: By("meeting_id"),
        TableSeat: By("person_id", whose.MEETING_OF_PERSON),
        Link: By("meeting_id", only=_only("present")),
    },
    ScopeKind.votes: {
        kind: By("vote_round_id", whose.MEETING_OF_VOTE_ROUND) for kind in (Ballot, HandVote)
    },
    ScopeKind.forms: {SurveyForm: By("survey_id", whose.MEETING_OF_SURVEY)},
    ScopeKind.interests: {Interest: By("agreed_action_id", whose.MEETING_OF_ACTION)},
    ScopeKind.calls: {
        TableCall: By("small_group_id", whose.MEETING_OF_GROUP),
        QuietCall: By("device_id", whose.MEETING_OF_PHONE),
    },
    ScopeKind.last_acts: {LastAct: By("meeting_id")},
    ScopeKind.phone: {
        Device: By("id", only=_FINDING),
        QuietCall: By("device_id"),
        Seat: By("device_id"),
        Person: By("id", whose.PHONE_OF_PERSON, only=_SPEAKING),
        TableSeat: By("person_id", whose.PHONE_OF_PERSON),
        Membership: By("person_id", whose.PHONE_OF_PERSON),
    },
    ScopeKind.phones: {
        Device: By("meeting_id", only=_FINDING),
        QuietCall: By("device_id", whose.MEETING_OF_PHONE),
        Seat: By("device_id", whose.MEETING_OF_PHONE),
        Person: By("meeting_id", only=_SPEAKING),
        TableSeat: By("person_id", whose.MEETING_OF_PERSON),
        Membership: By("person_id", whose.MEETING_OF_PERSON),
    },
    ScopeKind.link: {Link: By("id", only=_only("version", "revoked"))},
}
# Tables that no live screen shows. A text is shown by its wordings.
UNSHOWN: frozenset[TableClass] = frozenset(OVER_YEARS) | {
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
