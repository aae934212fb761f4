"""owners told beforehand, who comes as counts, meetings archived and thrown away"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("meeting") as batch:
        for name in ("archived", "sign_up_open"):
            batch.add_column(
                sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
            )
        batch.add_column(
            sa.Column("sign_up_version", sa.BigInteger(), server_default="0", nullable=False)
        )
    op.create_table(
        "prepared_owner",
        _id(),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("name_id", sa.BigInteger(), nullable=False),
        sa.Column("told_on", sa.String(), server_default=sa.text("''"), nullable=False),
        _key("prepared_owner", "meeting_id", "meeting"),
        _key("prepared_owner", "name_id", "text"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prepared_owner")),
    )
    op.create_index(op.f("ix_prepared_owner_meeting_id"), "prepared_owner", ["meeting_id"])
    op.create_table(
        "expected",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        _key("expected", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("meeting_id", "what", name=op.f("pk_expected")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "removed_meeting",
        _id(),
        sa.Column("municipality_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stored", sa.LargeBinary(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=False),
        _key("removed_meeting", "municipality_id", "municipality"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removed_meeting")),
    )
    op.create_index(
        op.f("ix_removed_meeting_municipality_id"), "removed_meeting", ["municipality_id"]
    )


def downgrade() -> None:
    for name in ("removed_meeting", "expected", "prepared_owner"):
        op.drop_table(name)
    with op.batch_alter_table("meeting") as batch:
        for name in ("archived", "sign_up_open", "sign_up_version"):
            batch.drop_column(name)


def _id() -> sa.Column[int]:
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", whole, autoincrement=False, nullable=False)


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)
