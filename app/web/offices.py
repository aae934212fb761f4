"""All rooms that nobody in a hall waits for: the desk, the organisation's page, the guide, and what is made public."""

from app.web import guide, organisation, public
from app.web.desk import (
    account,
    carried,
    colleagues,
    effect,
    followup,
    goals,
    kept_texts,
    making,
    meetings as coordinator,
    owner_files,
    papers,
    printing,
    rounds,
    safety,
    sharing,
    wordings,
)

# What each answers, in the order in which they are asked whether it is theirs.
ROOMS = (
    account,
    colleagues,
    printing,
    safety,
    carried,
    kept_texts,
    making,
    sharing,
    owner_files,
    followup,
    effect,
    goals,
    rounds,
    wordings,
    coordinator,
    papers,
    organisation,
    public,
    guide,
)
