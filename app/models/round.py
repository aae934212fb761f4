"""A round: the gatherings of one municipality before its meeting, repeated every two or three years."""

from sqlmodel import SQLModel

from app.models.column_kinds import key, ref, whole


class Round(SQLModel, table=True):
    __tablename__ = "round"
    id: int = key()
    municipality_id: int = ref("municipality", index=True)
    name_id: int = ref("text")


class PopulationGroup(SQLModel, table=True):
    __tablename__ = "population_group"
    id: int = key()
    round_id: int = ref("round", index=True)
    position: int = whole()
    name_id: int = ref("text")
    is_majority: bool = False
