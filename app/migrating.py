"""From any earlier database, or none, to this version's tables. A newer one is left as it is."""

from pathlib import Path

from sqlalchemy import create_engine, inspect, text

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


class NewerDatabaseError(Exception):
    """The data was written by a newer version of the program."""


def migrate(url: str) -> None:
    """Brings the database to this version's shape. Where it is already, the tool for that is not even loaded."""
    if _stored_revision(url) != newest_revision():
        _upgrade(url)


def newest_revision() -> str:
    """The revision that this version of the program speaks: files are named by it, in their order."""
    return max(file.name.split("_")[0] for file in (MIGRATIONS / "versions").glob("*.py"))


def _stored_revision(url: str) -> str | None:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    finally:
        engine.dispose()


def _upgrade(url: str) -> None:
    from alembic import command  # noqa: PLC0415 -- a start without anything to migrate stays small
    from alembic.config import Config  # noqa: PLC0415 -- the same
    from alembic.util.exc import CommandError  # noqa: PLC0415 -- the same

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        if "Can't locate revision" in str(error):
            raise NewerDatabaseError from error
        raise
