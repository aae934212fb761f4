"""what a meeting does its own way stands in columns, and the addresses that have been reached in a table"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

FACTS = ("proposals_a_group", "address", "network", "network_password")


def upgrade() -> None:
    op.create_table(
        "reached",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_reached_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", "address", name=op.f("pk_reached")),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    told = connection.execute(sa.text("SELECT id, settings FROM meeting")).all()
    for table in ("meeting", "programme_row"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("settings")
    op.add_column(
        "meeting",
        sa.Column("proposals_a_group", sa.BigInteger(), server_default="1", nullable=False),
    )
    for name in ("address", "network", "network_password"):
        op.add_column("meeting", sa.Column(name, sa.String(), server_default="", nullable=False))
    for meeting_id, stored in told:
        _lay_out(connection, meeting_id, json.loads(stored))


def _lay_out(connection: sa.Connection, meeting_id: int, told: dict[str, object]) -> None:
    for name in FACTS:
        if name in told:
            connection.execute(
                sa.text(f"UPDATE meeting SET {name} = :told WHERE id = :id"),  # noqa: S608 -- our own names
                {"told": told[name], "id": meeting_id},
            )
    for address in dict.fromkeys(told.get("reached", ())):  # type: ignore[call-overload]
        connection.execute(
            sa.text("INSERT INTO reached (meeting_id, address) VALUES (:id, :address)"),
            {"id": meeting_id, "address": address},
        )


def downgrade() -> None:
    for table in ("meeting", "programme_row"):
        op.add_column(
            table, sa.Column("settings", sa.String(), server_default="{}", nullable=False)
        )
    connection = op.get_bind()
    facts = sa.text(f"SELECT id, {', '.join(FACTS)} FROM meeting")  # noqa: S608 -- our own names
    for meeting in connection.execute(facts).mappings().all():
        reached = connection.execute(
            sa.text("SELECT address FROM reached WHERE meeting_id = :id"), {"id": meeting["id"]}
        )
        told = {name: meeting[name] for name in FACTS} | {"reached": [*reached.scalars()]}
        connection.execute(
            sa.text("UPDATE meeting SET settings = :told WHERE id = :id"),
            {"told": json.dumps(told), "id": meeting["id"]},
        )
    op.drop_table("reached")
    with op.batch_alter_table("meeting") as batch:
        for name in FACTS:
            batch.drop_column(name)
