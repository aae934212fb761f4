"""All tables, so that one import makes the metadata whole."""

from app.models.account import Coordinator, Municipality, SignIn
from app.models.action import AgreedAction, Interest
from app.models.contribution import (
    Ballot,
    Decision,
    Idea,
    Lean,
    Placement,
    Proposal,
    SurveyAnswer,
    SurveyTurn,
    Tally,
    Turn,
    VoteRound,
)
from app.models.gathering import Gathering, KeyResult, SlideNote
from app.models.meeting import (
    Card,
    Link,
    Meeting,
    Principle,
    ProgrammeRow,
    Reveal,
    Scope,
    SuggestedAction,
    SurveyQuestion,
)
from app.models.people import (
    Device,
    Draft,
    Membership,
    Operation,
    Person,
    Seat,
    SmallGroup,
    TableCall,
)
from app.models.round import PopulationGroup, Round
from app.models.wording import Text, Wording

__all__ = [
    "AgreedAction",
    "Ballot",
    "Card",
    "Coordinator",
    "Decision",
    "Device",
    "Draft",
    "Gathering",
    "Idea",
    "Interest",
    "KeyResult",
    "Lean",
    "Link",
    "Meeting",
    "Membership",
    "Municipality",
    "Operation",
    "Person",
    "Placement",
    "PopulationGroup",
    "Principle",
    "ProgrammeRow",
    "Proposal",
    "Reveal",
    "Round",
    "Scope",
    "Seat",
    "SignIn",
    "SlideNote",
    "SmallGroup",
    "SuggestedAction",
    "SurveyAnswer",
    "SurveyQuestion",
    "SurveyTurn",
    "TableCall",
    "Tally",
    "Text",
    "Turn",
    "VoteRound",
    "Wording",
]
