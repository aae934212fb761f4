"""The migrations make exactly the tables of the models, on both kinds of database."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, create_engine, inspect, text
from sqlmodel import SQLModel

from app.migrating import NewerDatabaseError, migrate, stored_revision

HOME = Path(__file__).resolve().parent.parent


def differences(url: str) -> list[object]:
    """List what the models say and the database at `url` does not have, or the other way round."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            options = {"compare_type": True, "compare_server_default": True}
            context = MigrationContext.configure(connection, opts=options)
            return list(compare_metadata(context, SQLModel.metadata))
    finally:
        engine.dispose()


def conditional(url: str) -> set[str]:
    """The names of the partial indexes at `url`."""
    engine = create_engine(url)
    try:
        kept = inspect(engine)
        return {
            str(index["name"])
            for table in kept.get_table_names()
            for index in kept.get_indexes(table)
            if index.get("dialect_options", {}).get(f"{engine.dialect.name}_where") is not None
        }
    finally:
        engine.dispose()


def rules(url: str) -> set[tuple[str, str]]:
    """What is checked at `url` of each row: the comparison with the models does not see it."""
    engine = create_engine(url)
    try:
        kept = inspect(engine)
        return {
            (table, str(rule["name"]))
            for table in kept.get_table_names()
            for rule in kept.get_check_constraints(table)
        }
    finally:
        engine.dispose()


@pytest.fixture
def sqlite_url(empty_sqlite: Path, tmp_path: Path) -> str:
    """The URL of a migrated database file."""
    file = tmp_path / "meeting.db"
    shutil.copy(empty_sqlite, file)
    return f"sqlite:///{file.as_posix()}"


def test_sqlite_has_after_the_migrations_exactly_what_the_models_say(sqlite_url: str) -> None:
    assert differences(sqlite_url) == []


CUT = """
import os, sys
from sqlalchemy import Engine, event
from app.migrating import migrate

@event.listens_for(Engine, "before_cursor_execute")
def cut(_connection, _cursor, statement, *_rest):
    if "CREATE TABLE agreed_action" in statement:
        os._exit(9)

migrate(sys.argv[1])
"""


def test_on_postgresql_a_migration_that_is_cut_has_not_begun_and_the_next_makes_what_the_models_say(
    fresh_postgres_url: str,
) -> None:
    cut = subprocess.run([sys.executable, "-c", CUT, fresh_postgres_url], cwd=HOME, check=False)
    assert cut.returncode == 9
    assert stored_revision(fresh_postgres_url) is None
    migrate(fresh_postgres_url)
    assert differences(fresh_postgres_url) == []


def test_what_holds_for_some_rows_alone_does_so_on_both_kinds_of_database(
    sqlite_url: str, fresh_postgres_url: str
) -> None:
    """The comparison with the models does not see PostgreSQL's conditions, see `unique_where`."""
    migrate(fresh_postgres_url)
    assert "uq_membership_current" in conditional(sqlite_url)
    assert conditional(fresh_postgres_url) == conditional(sqlite_url)


def test_no_column_knows_the_words_of_the_vocabulary(
    sqlite_url: str, fresh_postgres_url: str
) -> None:
    said = {
        (table.name, str(rule.name)): str(rule.sqltext)
        for table in SQLModel.metadata.tables.values()
        for rule in table.constraints
        if isinstance(rule, CheckConstraint)
    }
    assert [rule for rule in said.values() if "'" in rule] == []
    migrate(fresh_postgres_url)
    assert rules(sqlite_url) == rules(fresh_postgres_url) == {*said}


def test_migrating_again_changes_nothing(sqlite_url: str) -> None:
    migrate(sqlite_url)
    assert differences(sqlite_url) == []


def test_a_database_of_a_newer_version_is_left_as_it_is(sqlite_url: str) -> None:
    engine = create_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabaseError):
        migrate(sqlite_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
    engine.dispose()
