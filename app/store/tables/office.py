"""Tables of the office's store: programme, rounds, registry, received returns, reviews."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from app.store.tables.common import UtcTimestamp, metadata

programme_version = Table(
    "programme_version",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("name", String(200), nullable=False),
    Column("content_sha256", String(64), nullable=False),
    Column("stored_at", UtcTimestamp, nullable=False),
    Column("content", Text, nullable=False),  # the programme as canonical JSON
)

round_opened = Table(
    "round_opened",
    metadata,
    Column("round_id", String(40), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("year_roc", Integer, nullable=False),
    Column("programme_version", ForeignKey("programme_version.version"), nullable=False),
    Column("opened_at", UtcTimestamp, nullable=False),
    Column("content", Text, nullable=False),  # the round as canonical JSON
)

certificate = Table(
    "certificate",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("certificate_sha256", String(64), nullable=False, unique=True),
    Column("agency", String(16), nullable=False),
    Column("person_id", String(80), nullable=False),
    Column("person_name", String(80), nullable=False),
    Column("role", String(20), nullable=False),
    Column("active_from", UtcTimestamp, nullable=False),
    Column("active_until", UtcTimestamp),
    Column("revoked_at", UtcTimestamp),
    Column("revocation_reason", Text, nullable=False),
    Column("certificate_pem", Text, nullable=False),
)
"""The registry's entries."""

registry_state = Table(
    "registry_state",
    metadata,
    Column("id", Integer, primary_key=True),  # always 1
    Column("sequence", Integer, nullable=False),
    Column("issued_at", UtcTimestamp, nullable=False),
    Column("next_update", UtcTimestamp, nullable=False),
)

office_key = Table(
    "office_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("certificate_sha256", String(64), nullable=False, unique=True),
    Column("made_at", UtcTimestamp, nullable=False),
    Column("certificate_pem", Text, nullable=False),
)
"""Certificates of the office's keys, in order; the last one is in force. No private keys."""

enrolment = Table(
    "enrolment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_sha256", String(64), nullable=False, unique=True),
    Column("certificate_sha256", String(64), nullable=False),
    Column("state", String(20), nullable=False),
    Column("received_at", UtcTimestamp, nullable=False),
    Column("settled_at", UtcTimestamp),
    Column("registered_sha256", String(64)),
    Column("reason", Text, nullable=False),
    Column("content", Text, nullable=False),  # the request as canonical JSON
    Column("document", LargeBinary, nullable=False),  # the signed file, byte for byte
)

trust_anchor = Table(
    "trust_anchor",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),  # root, intermediate, revocation list
    Column("name", String(200), nullable=False),
    Column("valid_until", UtcTimestamp),  # of a revocation list: its next update
    Column("imported_at", UtcTimestamp, nullable=False),
    Column("content", LargeBinary, nullable=False),  # DER
)
"""Trust anchors and revocation lists for chains of certificates issued by others."""

trust_policy = Table(
    "trust_policy",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("imported_at", UtcTimestamp, nullable=False),
    Column("content", Text),  # the policy as canonical JSON; NULL: the built-in one again
)
"""The office's own trust policies in order; the last one is in force, each counts for its days."""

received_return = Table(
    "received_return",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round_id", ForeignKey("round_opened.round_id"), nullable=False),
    Column("agency", String(16), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("form_sha256", String(64), nullable=False),  # of the form it was made on
    Column("payload_sha256", String(64), nullable=False),
    Column("control_number", String(24), nullable=False),
    Column("state", String(20), nullable=False),  # after the last decision
    Column("received_at", UtcTimestamp, nullable=False),
    Column("projects", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("behind", Integer, nullable=False),
    Column("amendments", Integer, nullable=False),
    Column("nil_projects", Integer, nullable=False),  # those stated to have nothing to report
    UniqueConstraint("round_id", "agency", "revision"),
)

return_payload = Table(
    "return_payload",
    metadata,
    Column("received_return_id", ForeignKey("received_return.id"), primary_key=True),
    Column("payload_sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""The payloads of the returns: with the signed files the evidence the facts are made from."""

carrier_file = Table(
    "carrier_file",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("received_return_id", ForeignKey("received_return.id"), nullable=False, index=True),
    Column("carrier", String(16), nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("file_sha256", String(64), nullable=False, unique=True),
    Column("imported_at", UtcTimestamp, nullable=False),
    Column("verdict", Text, nullable=False),  # JSON
)

carrier_content = Table(
    "carrier_content",
    metadata,
    Column("carrier_file_id", ForeignKey("carrier_file.id"), primary_key=True),
    Column("file_sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),  # the signed file, byte for byte
)

received_attachment = Table(
    "received_attachment",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size_bytes", Integer, nullable=False),
    Column("received_at", UtcTimestamp, nullable=False),
)
"""Attachments that returns taken in list; several returns may list the same one."""

attachment_content = Table(
    "attachment_content",
    metadata,
    Column("sha256", ForeignKey("received_attachment.sha256"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

import_ledger = Table(
    "import_ledger",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_sha256", String(64), nullable=False),  # empty where it could not be read
    Column("file_name", String(255), nullable=False),
    Column("accepted", Boolean, nullable=False),
    Column("code", String(40), nullable=False),
    Column("agency", String(16)),
    Column("round_id", String(40), index=True),
    Column("revision", Integer),
    Column("offered_at", UtcTimestamp, nullable=False),
    Column("params", Text, nullable=False),  # JSON
)
"""Every file offered for import, imported or refused."""

decision = Table(
    "decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("received_return_id", ForeignKey("received_return.id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("decided_by", String(80), nullable=False),
    Column("decided_at", UtcTimestamp, nullable=False),
)

review_comment = Table(
    "review_comment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("decision_id", ForeignKey("decision.id"), nullable=False, index=True),
    Column("comment_id", String(20), nullable=False),  # as the agency answers it; `r2-3`
    Column("place", String(200)),
    Column("author", String(80), nullable=False),
    Column("written_at", UtcTimestamp, nullable=False),
    Column("text", Text, nullable=False),
)

review_remark = Table(
    "review_remark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("received_return_id", ForeignKey("received_return.id"), nullable=False, index=True),
    Column("place", String(200)),
    Column("text", Text, nullable=False),
)
"""Unsent comments of a reviewer; the decision turns them into `review_comment`s."""

audit_log = Table(
    "audit_log",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("at", UtcTimestamp, nullable=False),
    Column("actor", String(80), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(200), nullable=False, index=True),
    Column("detail", Text, nullable=False),  # JSON
)
