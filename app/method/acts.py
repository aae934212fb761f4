"""All acts, in the order of the evening. They are declared in these modules and in no other."""

from app.method import (
    agreement,
    axis,
    clock,
    contacts,
    ending,
    groups,
    ideas,
    ideas_rewording,
    interpreting,
    on_paper,
    on_the_wall,
    phone_network,
    programme,
    proposals,
    results,
    sorting,
    vote,
)
from app.method.declared import Declared
from app.method.declaring import declared_in
from app.method.people import (
    absent,
    admitting,
    calls,
    headcount,
    hosting,
    joining,
    merging,
    seating,
    sharing,
    telling,
)
from app.method.survey import answering, closing

ROOMS = (
    phone_network,
    programme,
    clock,
    on_the_wall,
    admitting,
    joining,
    seating,
    sharing,
    telling,
    hosting,
    calls,
    absent,
    results,
    groups,
    headcount,
    merging,
    sorting,
    ideas,
    ideas_rewording,
    axis,
    proposals,
    vote,
    on_paper,
    interpreting,
    agreement,
    contacts,
    answering,
    closing,
    ending,
)


def acts() -> list[Declared]:
    return [declared for room in ROOMS for declared in declared_in(room)]
