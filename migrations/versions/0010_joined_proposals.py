"""proposals that are the same"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said in the words that both databases know: a copied table would lose what it is held to.
    op.execute(
        "ALTER TABLE proposal ADD COLUMN joined_into BIGINT"
        " CONSTRAINT fk_proposal_joined_into REFERENCES proposal (id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("proposal") as proposals:
        proposals.drop_column("joined_into")
