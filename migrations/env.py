"""Runs the migrations on the connection that the program hands over."""

from alembic import context
from sqlmodel import SQLModel

import app.models  # noqa: F401 -- makes the metadata whole

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
