"""what was agreed is followed, version by version published, and told in a rhythm, with a calendar"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0036"
branch_labels = None
depends_on = None

STATES = ("waiting", "going_on", "done", "not_done")
MONTHS = {"first_report_months": "3", "report_months": "6"}


def upgrade() -> None:
    with op.batch_alter_table("meeting") as batch:
        for name, usual in MONTHS.items():
            batch.add_column(sa.Column(name, sa.BigInteger(), server_default=usual, nullable=False))
        batch.add_column(
            sa.Column("asks_again_on", sa.String(), server_default=sa.text("''"), nullable=False)
        )
    with op.batch_alter_table("municipality") as batch:
        batch.add_column(
            sa.Column("calendar_version", sa.BigInteger(), server_default="0", nullable=False)
        )
        batch.add_column(
            sa.Column("calendar_open", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.create_table(
        "followed_action",
        sa.Column("agreed_action_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("open", sa.Boolean(), server_default=sa.true(), nullable=False),
        _key("followed_action", "agreed_action_id", "agreed_action"),
        sa.PrimaryKeyConstraint("agreed_action_id", name=op.f("pk_followed_action")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "follow_entry",
        _id(),
        sa.Column("agreed_action_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("said_on", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *STATES, name="followstate", native_enum=False, create_constraint=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("text_id", sa.BigInteger(), nullable=False),
        sa.Column("by_owner", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("corrects", sa.BigInteger(), nullable=True),
        _key("follow_entry", "agreed_action_id", "agreed_action"),
        _key("follow_entry", "text_id", "text"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_entry")),
    )
    op.create_index(op.f("ix_follow_entry_agreed_action_id"), "follow_entry", ["agreed_action_id"])
    op.create_table(
        "publication",
        _id(),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("published_on", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.String(), nullable=False),
        _key("publication", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
    )
    op.create_index(op.f("ix_publication_meeting_id"), "publication", ["meeting_id"])


def _id() -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", kind, autoincrement=False, nullable=False)


def _key(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=op.f(f"fk_{table}_{column}"))


def downgrade() -> None:
    op.drop_table("publication")
    op.drop_table("follow_entry")
    op.drop_table("followed_action")
    with op.batch_alter_table("municipality") as batch:
        batch.drop_column("calendar_open")
        batch.drop_column("calendar_version")
    with op.batch_alter_table("meeting") as batch:
        for name in ("asks_again_on", *MONTHS):
            batch.drop_column(name)
