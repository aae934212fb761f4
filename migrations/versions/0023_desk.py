"""the desk keeps what is typed and what is removed, has links to an account, and knows whose coordinator one is"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "desk_draft",
        sa.Column("coordinator_id", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("refusal", sa.String(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["coordinator.id"], name=op.f("fk_desk_draft_coordinator_id")
        ),
        sa.PrimaryKeyConstraint("coordinator_id", "path", name=op.f("pk_desk_draft")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "removed",
        sa.Column("id", _key(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("stored", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_removed_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_removed")),
    )
    op.create_index(op.f("ix_removed_meeting_id"), "removed", ["meeting_id"], unique=False)
    op.create_table(
        "desk_link",
        sa.Column("id", _key(), autoincrement=False, nullable=False),
        sa.Column("municipality_id", sa.BigInteger(), nullable=True),
        sa.Column("coordinator_id", sa.BigInteger(), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_desk_link_municipality_id")
        ),
        sa.ForeignKeyConstraint(
            ["coordinator_id"], ["coordinator.id"], name=op.f("fk_desk_link_coordinator_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_desk_link_token_hash")),
    )
    with op.batch_alter_table("coordinator") as batch:
        batch.add_column(sa.Column("municipality_id", sa.BigInteger(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_coordinator_municipality_id"), "municipality", ["municipality_id"], ["id"]
        )
    op.execute(
        "UPDATE coordinator SET municipality_id ="
        " (SELECT min(id) FROM municipality WHERE is_sample = false)"
    )


def _key() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def downgrade() -> None:
    with op.batch_alter_table("coordinator") as batch:
        batch.drop_constraint(op.f("fk_coordinator_municipality_id"), type_="foreignkey")
        batch.drop_column("municipality_id")
    for table in ("desk_link", "removed", "desk_draft"):
        op.drop_table(table)
