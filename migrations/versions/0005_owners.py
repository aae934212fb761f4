"""the owner's answer, and what is read back"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BEFORE = ("theme", "picture", "axis_titles", "spotlight")
AFTER = (*BEFORE, "read_back")


def shown(*names: str) -> sa.Enum:
    return sa.Enum(*names, name="shown", native_enum=False, create_constraint=True, length=24)


def upgrade() -> None:
    _let_show(BEFORE, AFTER)
    op.add_column(
        "agreed_action",
        sa.Column("owner_says_yes", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("agreed_action", "owner_says_yes")
    op.execute("DELETE FROM reveal WHERE what = 'read_back'")
    _let_show(AFTER, BEFORE)


def _let_show(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    # Rows lie by their key, not as they came: the new table is made like the old one.
    unordered = {"sqlite_with_rowid": False}
    with op.batch_alter_table("reveal", table_kwargs=unordered) as reveal:
        reveal.alter_column(
            "what", existing_type=shown(*before), type_=shown(*after), existing_nullable=False
        )
