"""Tables of an agency's store: the pinned office, rounds, drafts, returns, receipts."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from app.store.tables.common import UtcTimestamp, metadata

office_pin = Table(
    "office_pin",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("certificate_sha256", String(64), nullable=False),
    Column("pinned_at", UtcTimestamp, nullable=False),
    Column("registry_sequence", Integer, nullable=False),  # the highest seen of this office
    Column("certificate_pem", Text, nullable=False),
)
"""The confirmed certificates of the office, in order; the last one is in force."""

round_in = Table(
    "round_in",
    metadata,
    Column("round_id", String(40), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("year_roc", Integer, nullable=False),
    Column("received_at", UtcTimestamp, nullable=False),
    Column("content", Text, nullable=False),  # the round file as canonical JSON
    Column("document", LargeBinary, nullable=False),  # the signed file, byte for byte
)
"""The newest round file of each round."""

draft = Table(
    "draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round_id", ForeignKey("round_in.round_id"), nullable=False, unique=True),
    Column("next_row", Integer, nullable=False),  # keys of free rows are not reused
    Column("corrects_revision", Integer, nullable=False),  # see Drafts.begin_correction
    Column("created_at", UtcTimestamp, nullable=False),
    Column("changed_at", UtcTimestamp, nullable=False),
)

draft_value = Table(
    "draft_value",
    metadata,
    Column("draft_id", ForeignKey("draft.id"), primary_key=True),
    Column("place", String(200), primary_key=True),
    Column("unconfirmed", Boolean, nullable=False),  # carried forward, not confirmed yet
    Column("value", Text, nullable=False),  # JSON of the stored value
)

draft_text = Table(
    "draft_text",
    metadata,
    Column("draft_id", ForeignKey("draft.id"), primary_key=True),
    Column("place", String(200), primary_key=True),
    Column("text", Text, nullable=False),
)
"""What was typed and cannot be read, as it was typed; no value stands at its place."""

journal = Table(
    "journal",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("draft_id", ForeignKey("draft.id"), nullable=False, index=True),
    Column("session_id", ForeignKey("store_session.id"), nullable=False),
    Column("step", Integer, nullable=False),  # rows of one step are undone together
    Column("label", String(200), nullable=False),
    Column("merge_key", String(200)),
    Column("made_at", UtcTimestamp, nullable=False),
    # done, undone, cut (undone, then written over), moved (to another form; see drafts.moving)
    Column("state", String(8), nullable=False),
    Column("forward", Text, nullable=False),
    Column("inverse", Text, nullable=False),
)
"""The journal of changes; a row grows while typing goes on, and then only `state` is updated."""

reason = Table(
    "reason",
    metadata,
    Column("draft_id", ForeignKey("draft.id"), primary_key=True),
    Column("code", String(16), primary_key=True),
    Column("place", String(200), primary_key=True),
    Column("text", Text, nullable=False),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("draft_id", ForeignKey("draft.id"), primary_key=True),
    Column("form_sha256", String(64), primary_key=True),
    Column("code", String(16), primary_key=True),  # of the finding a reason is for; '' for values
    Column("place", String(200), primary_key=True),
    Column("unconfirmed", Boolean, nullable=False),
    Column("value", Text, nullable=False),  # JSON of the stored value, or of the reason
)
"""What a draft held at places that a later form of its round has no more, or asks otherwise for."""

comment_answer = Table(
    "comment_answer",
    metadata,
    Column("draft_id", ForeignKey("draft.id"), primary_key=True),
    Column("comment_id", String(20), primary_key=True),
    Column("kind", String(20)),  # none where somebody has only begun to type
    Column("text", Text, nullable=False),  # as typed, whether it can be printed or not
)

handed_in = Table(
    "handed_in",
    metadata,
    Column("round_id", ForeignKey("round_in.round_id"), primary_key=True),
    Column("payload_sha256", String(64), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("control_number", String(24), nullable=False),
    Column("handed_in_at", UtcTimestamp, nullable=False),
    Column("files", Text, nullable=False),  # JSON: name and SHA-256 of each file
    Column("payload", LargeBinary, nullable=False),
)

pending_return = Table(
    "pending_return",
    metadata,
    Column("round_id", ForeignKey("round_in.round_id"), primary_key=True),
    Column("payload_sha256", String(64), primary_key=True, index=True),
    Column("revision", Integer, nullable=False),
    Column("control_number", String(24), nullable=False),
    Column("origin", String(20), nullable=False),  # prepared here, or received as a file
    Column("state", String(20), nullable=False),
    Column("handed_over_at", UtcTimestamp, nullable=False),
    Column("answered_at", UtcTimestamp),
    Column("note", Text, nullable=False),  # the preparer's words to the approver
    Column("answer", Text, nullable=False),  # the approver's words where it was sent back
    Column("payload", LargeBinary, nullable=False),
    Column("workbook", LargeBinary, nullable=False),  # signed by the preparer alone
    Column("pdf", LargeBinary, nullable=False),
)
"""Pending returns (待核定件): signed by the preparer, not yet by the approver."""

attachment = Table(
    "attachment",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("name", String(255), nullable=False),
    Column("media_type", String(200), nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("added_at", UtcTimestamp, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

receipt = Table(
    "receipt",
    metadata,
    Column("document_sha256", String(64), primary_key=True),
    Column("round_id", ForeignKey("round_in.round_id"), nullable=False, index=True),
    Column("loaded_at", UtcTimestamp, nullable=False),
    Column("content", Text, nullable=False),  # the receipt as canonical JSON
    Column("document", LargeBinary, nullable=False),  # the signed file, byte for byte
)
