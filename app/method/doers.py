"""Who does an act: somebody at a phone, or whoever has come by a link."""

from enum import StrEnum


class Who(StrEnum):
    """Who does it. A table's phone, the `host`, does no `person`'s acts, and its own alone. From
    `facilitator` on: by a link.
    """

    person = "person"
    table = "table"
    host = "host"
    phone = "phone"
    facilitator = "facilitator"
    presenter = "presenter"
    helper = "helper"
    interpreter = "interpreter"


AT_A_PHONE = frozenset({Who.person, Who.table, Who.host, Who.phone})
