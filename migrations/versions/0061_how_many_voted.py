"""a closed round of voting keeps how many people voted by phone and by hand"""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

COLUMNS = ("voted_by_phone", "voted_by_hand")
# Until now each person had one vote, so that as many voted as there are votes.
OF_EACH_VOTE_ONE_PERSON = """
    UPDATE vote_round SET
        voted_by_phone = (
            SELECT COALESCE(SUM(votes - hands), 0) FROM tally WHERE vote_round_id = vote_round.id
        ),
        voted_by_hand = (
            SELECT COALESCE(SUM(hands), 0) FROM tally WHERE vote_round_id = vote_round.id
        )
    WHERE state = 'closed'
"""


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("vote_round", sa.Column(column, sa.BigInteger(), nullable=True))
    op.execute(OF_EACH_VOTE_ONE_PERSON)


def downgrade() -> None:
    for column in COLUMNS:
        op.drop_column("vote_round", column)
