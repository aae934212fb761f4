"""Brings any earlier database, or none, to this version's tables. A newer one is left as it is."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, inspect, make_url, text

from app.database_file import changing, former_of, making

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
# For a draft, which is thrown away if anything fails. A batch migration drops and makes tables
# anew; with foreign keys on, that would empty their child tables.
PRAGMAS = ("foreign_keys=OFF", "secure_delete=ON", "journal_mode=MEMORY", "synchronous=OFF")


class NewerDatabaseError(Exception):
    """The data was written by a newer version of the program."""


class StrangeDatabaseError(Exception):
    """It does not say which version of the program wrote it."""


def migrate(url: str) -> Path | None:
    """Brings the database to this version's shape; if it had another, returns the file that keeps
    it as it was.

    If it has this one already, the migration tool is not even loaded.
    """
    file = _file_of(url)
    if file and not file.exists():
        with making(file) as draft:
            _upgrade(url_of(draft))
        return None
    stored = stored_revision(url)
    if stored == newest_revision():
        return None
    if stored and stored not in revisions():
        raise NewerDatabaseError
    if file is None:
        _upgrade(url)
        return None
    if stored is None:
        raise StrangeDatabaseError
    with changing(file, stored) as draft:
        _upgrade(url_of(draft))
    return former_of(file, stored)


def revisions() -> list[str]:
    """The revisions that this version knows, the newest last: the files are named by them, in their
    order.
    """
    return sorted(file.name.split("_")[0] for file in (MIGRATIONS / "versions").glob("*.py"))


def newest_revision() -> str:
    """The revision of this version's tables."""
    return revisions()[-1]


def stored_revision(url: str) -> str | None:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    finally:
        engine.dispose()


def _file_of(url: str) -> Path | None:
    parts = make_url(url)
    return Path(parts.database) if parts.get_backend_name() == "sqlite" and parts.database else None


def url_of(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"


def _upgrade(url: str) -> None:
    """Upgrades a server's database in one transaction; a file is a draft that nobody else
    has open.
    """
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                for pragma in PRAGMAS:
                    connection.exec_driver_sql(f"PRAGMA {pragma}")
            _run_migrations(connection)
            if connection.dialect.name == "sqlite":
                _judge_parents(connection)
            connection.commit()
    finally:
        engine.dispose()


def _run_migrations(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 -- a start without anything to migrate stays small
    from alembic.config import Config  # noqa: PLC0415 -- the same

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _judge_parents(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    if broken:
        raise sqlite3.IntegrityError(
            f"rows without their parents after the migration: {broken[:3]}"
        )
