"""Returns on their way to the approver, signed round files as they came, and trust anchors."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create two tables; a round file taken in before has no signed bytes to keep."""
    with op.batch_alter_table("round_in") as table:
        table.add_column(sa.Column("document", sa.LargeBinary(), nullable=True))
    op.create_table(
        "pending_return",
        sa.Column("round_id", sa.String(length=40), nullable=False),
        sa.Column("payload_sha256", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("control_number", sa.String(length=24), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("workbook", sa.LargeBinary(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("handed_over_at", _MOMENT, nullable=False),
        sa.Column("answered_at", _MOMENT, nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round_in.round_id"], name=op.f("fk_pending_return_round_id_round_in")
        ),
        sa.PrimaryKeyConstraint("round_id", "payload_sha256", name=op.f("pk_pending_return")),
    )
    op.create_table(
        "trust_anchor",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("valid_until", _MOMENT, nullable=True),
        sa.Column("imported_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_trust_anchor")),
    )
