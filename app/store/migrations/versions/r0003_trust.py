"""The office's key, enrolments, the office an agency trusts, and receipts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables; nothing in an older store answers for a signature, so all are empty."""
    _create_office_tables()
    _create_agency_tables()


def _create_office_tables() -> None:
    op.create_table(
        "office_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_pem", sa.Text(), nullable=False),
        sa.Column("certificate_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_key")),
        sa.UniqueConstraint("certificate_sha256", name=op.f("uq_office_key_certificate_sha256")),
    )
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("certificate_sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("settled_at", _MOMENT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("registered_sha256", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("request_sha256", name=op.f("uq_enrolment_request_sha256")),
    )


def _create_agency_tables() -> None:
    op.create_table(
        "office_pin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_pem", sa.Text(), nullable=False),
        sa.Column("certificate_sha256", sa.String(length=64), nullable=False),
        sa.Column("pinned_at", _MOMENT, nullable=False),
        sa.Column("registry_sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_pin")),
    )
    op.create_table(
        "receipt",
        sa.Column("document_sha256", sa.String(length=64), nullable=False),
        sa.Column("round_id", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("loaded_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round_in.round_id"], name=op.f("fk_receipt_round_id_round_in")
        ),
        sa.PrimaryKeyConstraint("document_sha256", name=op.f("pk_receipt")),
    )
