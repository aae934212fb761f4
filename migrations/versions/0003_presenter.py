"""what the presenter needs: a door, and notes beside the slides"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def doors(*names: str) -> sa.Enum:
    return sa.Enum(*names, name="door", native_enum=False, create_constraint=True, length=24)


def upgrade() -> None:
    before, after = doors("console", "projector"), doors("console", "projector", "presenter")
    with op.batch_alter_table("link") as link:
        link.alter_column("door", existing_type=before, type_=after, existing_nullable=False)
    op.create_table(
        "slide_note",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "theme",
            sa.Enum(
                "participation",
                "attitudes",
                "security",
                "interaction",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("text_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_slide_note_round_id")),
        sa.ForeignKeyConstraint(["text_id"], ["text.id"], name=op.f("fk_slide_note_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slide_note")),
        sa.UniqueConstraint("round_id", "theme", name=op.f("uq_slide_note_round_id_theme")),
    )
    op.create_index(op.f("ix_slide_note_round_id"), "slide_note", ["round_id"], unique=False)
    _open_the_door()


def _open_the_door() -> None:
    """Meetings that were made before have a presenter's link too."""
    link = sa.table(
        "link",
        *(sa.column(name) for name in ("id", "meeting_id", "door", "version")),
        sa.column("revoked", sa.Boolean),
        sa.column("present", sa.Boolean),
    )
    meetings = op.get_bind().execute(sa.text("SELECT id FROM meeting")).scalars().all()
    for meeting_id in meetings:
        op.execute(
            link.insert().values(
                id=secrets.randbelow(2**53 - 1) + 1,
                meeting_id=meeting_id,
                door="presenter",
                version=1,
                revoked=False,
                present=False,
            )
        )


def downgrade() -> None:
    op.execute("DELETE FROM link WHERE door = 'presenter'")
    op.drop_table("slide_note")
    before, after = doors("console", "projector", "presenter"), doors("console", "projector")
    with op.batch_alter_table("link") as link:
        link.alter_column("door", existing_type=before, type_=after, existing_nullable=False)
