"""The first schema: both roles' tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create every table."""
    _create_common()
    _create_rounds_received()
    _create_draft_records()
    _create_handing_in()
    _create_office_base()
    _create_returns()
    _create_reviews()


def _create_common() -> None:
    op.create_table(
        "store_meta",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_store_meta")),
    )
    op.create_table(
        "store_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_store_session")),
    )


def _create_rounds_received() -> None:
    op.create_table(
        "round_in",
        sa.Column("round_id", sa.String(length=40), nullable=False),
        sa.Column("agency", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year_roc", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("issued_at", _MOMENT, nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_round_in")),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.String(length=40), nullable=False),
        sa.Column("next_row", sa.Integer(), nullable=False),
        sa.Column("corrects_revision", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round_in.round_id"], name=op.f("fk_draft_round_id_round_in")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("round_id", name=op.f("uq_draft_round_id")),
    )
    op.create_table(
        "draft_value",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("unconfirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_draft_value_draft_id_draft")
        ),
        sa.PrimaryKeyConstraint("draft_id", "place", name=op.f("pk_draft_value")),
    )


def _create_draft_records() -> None:
    op.create_table(
        "journal",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("merge_key", sa.String(length=200), nullable=True),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("forward", sa.Text(), nullable=False),
        sa.Column("inverse", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_journal_draft_id_draft")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["store_session.id"], name=op.f("fk_journal_session_id_store_session")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_journal")),
    )
    op.create_table(
        "reason",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_reason_draft_id_draft")),
        sa.PrimaryKeyConstraint("draft_id", "code", "place", name=op.f("pk_reason")),
    )
    op.create_table(
        "comment_answer",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("comment_key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_comment_answer_draft_id_draft")
        ),
        sa.PrimaryKeyConstraint("draft_id", "comment_key", name=op.f("pk_comment_answer")),
    )


def _create_handing_in() -> None:
    op.create_table(
        "handed_in",
        sa.Column("round_id", sa.String(length=40), nullable=False),
        sa.Column("payload_sha256", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("control_number", sa.String(length=24), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("handed_in_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round_in.round_id"], name=op.f("fk_handed_in_round_id_round_in")
        ),
        sa.PrimaryKeyConstraint("round_id", "payload_sha256", name=op.f("pk_handed_in")),
    )
    op.create_table(
        "attachment",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_attachment")),
    )


def _create_office_base() -> None:
    op.create_table(
        "programme_version",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_programme_version")),
    )
    op.create_table(
        "round_opened",
        sa.Column("round_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year_roc", sa.Integer(), nullable=False),
        sa.Column("programme_version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_version"],
            ["programme_version.version"],
            name=op.f("fk_round_opened_programme_version_programme_version"),
        ),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_round_opened")),
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("certificate_sha256", sa.String(length=64), nullable=False),
        sa.Column("certificate_pem", sa.Text(), nullable=False),
        sa.Column("agency", sa.String(length=16), nullable=False),
        sa.Column("person_id", sa.String(length=80), nullable=False),
        sa.Column("person_name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("active_from", _MOMENT, nullable=False),
        sa.Column("active_until", _MOMENT, nullable=True),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.Column("revocation_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("certificate_sha256", name=op.f("uq_certificate_certificate_sha256")),
    )
    op.create_table(
        "registry_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("issued_at", _MOMENT, nullable=False),
        sa.Column("next_update", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registry_state")),
    )


def _create_returns() -> None:
    op.create_table(
        "received_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.String(length=40), nullable=False),
        sa.Column("agency", sa.String(length=16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("payload_sha256", sa.String(length=64), nullable=False),
        sa.Column("control_number", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["round_opened.round_id"],
            name=op.f("fk_received_return_round_id_round_opened"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_return")),
        sa.UniqueConstraint(
            "round_id",
            "agency",
            "revision",
            name=op.f("uq_received_return_round_id_agency_revision"),
        ),
    )
    op.create_table(
        "carrier_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("received_return_id", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.String(length=16), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("imported_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["received_return_id"],
            ["received_return.id"],
            name=op.f("fk_carrier_file_received_return_id_received_return"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrier_file")),
        sa.UniqueConstraint("file_sha256", name=op.f("uq_carrier_file_file_sha256")),
    )
    op.create_index(
        op.f("ix_carrier_file_received_return_id"),
        "carrier_file",
        ["received_return_id"],
        unique=False,
    )
    op.create_table(
        "import_ledger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("agency", sa.String(length=16), nullable=True),
        sa.Column("round_id", sa.String(length=40), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("offered_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_ledger")),
    )
    op.create_index(
        op.f("ix_import_ledger_file_sha256"), "import_ledger", ["file_sha256"], unique=False
    )


def _create_reviews() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("received_return_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("decided_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["received_return_id"],
            ["received_return.id"],
            name=op.f("fk_decision_received_return_id_received_return"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(
        op.f("ix_decision_received_return_id"), "decision", ["received_return_id"], unique=False
    )
    op.create_table(
        "review_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("written_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_review_comment_decision_id_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_comment")),
    )
    op.create_index(
        op.f("ix_review_comment_decision_id"), "review_comment", ["decision_id"], unique=False
    )
    op.create_table(
        "audit_log",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_log")),
    )
