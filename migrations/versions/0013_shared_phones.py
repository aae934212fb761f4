"""phones that several people share"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device", sa.Column("turn", sa.BigInteger(), nullable=True))
    op.add_column(
        "seat", sa.Column("gone", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.create_index("uq_seat_position", "seat", ["device_id", "position"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_seat_position", table_name="seat")
    op.drop_column("seat", "gone")
    op.drop_column("device", "turn")
