"""The modules whose pages nobody in a hall waits for: the desk, the organisation's page, the guide,
and what is made public.
"""

from app.web import guide, organisation, public
from app.web.desk import (
    after,
    carried,
    catalogue_tables,
    colleagues,
    effect,
    followup,
    goals,
    kept_texts,
    making,
    meetings as coordinator,
    owner_files,
    printing,
    round_file,
    rounds,
    safety,
    signing_in,
)

# In the order in which their routes are tried.
ROOMS = (
    signing_in,
    colleagues,
    printing,
    safety,
    carried,
    kept_texts,
    making,
    round_file,
    owner_files,
    followup,
    effect,
    goals,
    rounds,
    catalogue_tables,
    coordinator,
    after,
    organisation,
    public,
    guide,
)
