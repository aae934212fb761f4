"""Who prepares: a municipality and its coordinators."""

from sqlmodel import Field, SQLModel

from app.models.columns import key, ref, seconds, word
from app.vocabulary import Language


class Municipality(SQLModel, table=True):
    __tablename__ = "municipality"
    id: int = key()
    name_id: int = ref("text")
    main_language: Language = word(Language, default=Language.sv)
    is_sample: bool = False


class Coordinator(SQLModel, table=True):
    __tablename__ = "coordinator"
    id: int = key()
    login: str = Field(unique=True)
    password_hash: str
    language: Language = word(Language, default=Language.sv)


class SignIn(SQLModel, table=True):
    """A coordinator's open session; only the hash of the cookie is kept."""

    __tablename__ = "sign_in"
    id: int = key()
    coordinator_id: int = ref("coordinator", index=True)
    token_hash: str = Field(unique=True)
    until: int = seconds()
