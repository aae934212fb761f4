"""The coordinator's desk and the organisation's page: all rooms that nobody in a hall ever waits for."""

from app.web import organisation
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
OFFICES = (
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
)
