"""The method's words as they are written on papers and in files, in a chosen language."""

from collections.abc import Mapping
from enum import StrEnum

from app import texts
from app.method.refusals import N_
from app.vocabulary import Category, Language, Reason, Role, RoundState, Theme

NAMES: Mapping[StrEnum, str] = {
    Theme.participation: N_("Participation"),
    Theme.attitudes: N_("Attitudes"),
    Theme.security: N_("Security"),
    Theme.interaction: N_("Interaction"),
    Category.more: N_("More of this"),
    Category.dunno: N_("We don't know"),
    Category.less: N_("Less of this"),
    Reason.differ: N_("We differ"),
    Reason.neither: N_("Neither good nor bad"),
    Role.elected: N_("Elected official"),
    Role.civil_servant: N_("Civil servant"),
    Role.resident: N_("Resident"),
    Role.organisation: N_("Organisation"),
    Role.discussion_leader: N_("Discussion leader or secretary"),
    Role.authority: N_("Other authority"),
    Role.unsaid: N_("Not said"),
    RoundState.closed: N_("Closed"),
    RoundState.void: N_("Not counted: the key of the vote was lost"),
}


def named(word: StrEnum, language: Language) -> str:
    return texts.say(NAMES[word], language)
