"""an owner's yes is kept with the words that it was given to, once the action has others"""

from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in the words that both databases know: a copied table would lose what it is held to.
    op.execute(
        "ALTER TABLE agreed_action ADD COLUMN said_yes_to_id BIGINT"
        " CONSTRAINT fk_agreed_action_said_yes_to_id REFERENCES text (id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("agreed_action") as batch:
        batch.drop_column("said_yes_to_id")
