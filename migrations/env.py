"""Runs the migrations on the address that the program hands over."""

from alembic import context
from sqlalchemy import create_engine, text
from sqlmodel import SQLModel

import app.models  # noqa: F401 -- makes the metadata whole

url = context.config.attributes["url"]


def run() -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # A batch migration drops and makes tables anew; with foreign keys on, their children would be emptied.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            # What a migration takes away is nowhere in the file afterwards.
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            compare_type=True,
            compare_server_default=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
            if broken:
                raise RuntimeError(f"rows without their parents after the migration: {broken[:3]}")
        connection.commit()
    engine.dispose()


run()
