"""What is said of the law and of authorities: dated, with its source, and the municipality's to change."""

from dataclasses import dataclass

from app.vocabulary import N_, Word


class Stated(Word):
    """What it is of. "usual": as it stood on `DATED`."""

    integration_act = (
        "integration_act",
        N_("Act on the Promotion of Immigrant Integration (681/2023)"),
        {
            "usual": N_(
                "The municipality sets goals for good relations between population groups, and decides on "
                "measures, responsible bodies, cooperation and follow-up. Amendments are being prepared: "
                "look up what is in force."
            )
        },
    )
    regional_authority = (
        "regional_authority",
        N_("The state's regional authority for integration"),
        {
            "usual": N_(
                "The economic development centre, since 1 January 2026. Before that it was the ELY Centre."
            )
        },
    )
    national_goals = (
        "national_goals",
        N_("National goals and indicators"),
        {
            "usual": N_(
                "The Ministry of Justice tells of the vision, three goals and three indicators of good "
                "relations between population groups."
            )
        },
    )


SOURCES = {
    Stated.integration_act: "kotoutuminen.fi, finlex.fi",
    Stated.regional_authority: "tem.fi",
    Stated.national_goals: "yhdenvertaisuus.fi",
}
DATED = "2026-11-25"


@dataclass(frozen=True)
class Statement:
    """`words`: by the tag of the language; nothing where it stands as usual. `dated_on`: ISO."""

    of: Stated
    words: dict[str, str]
    source: str
    dated_on: str


def usual() -> tuple[Statement, ...]:
    return tuple(Statement(one, {}, SOURCES[one], DATED) for one in Stated)
