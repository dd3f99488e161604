"""What the columns of an agency's store hold, beyond their types: see `app.store.examination`."""

from sqlalchemy import exists, select

from app.agency.drafts.delta import decode_delta, parse_reason_key
from app.agency.drafts.history import JournalState
from app.bench.stored import COMMON_RULES, has_digest, is_certificate, read_json
from app.models.agency_rounds import HandedInFile
from app.models.answers import StoredValue, parse_place
from app.models.approval import PendingOrigin, PendingState
from app.models.receipts import Receipt
from app.models.reviews import CommentAnswerKind
from app.models.rounds import RoundFile, RoundKind
from app.store.examination import Forbidden, rule
from app.store.tables.agency import (
    attachment,
    comment_answer,
    draft,
    draft_value,
    handed_in,
    journal,
    office_pin,
    pending_return,
    reason,
    receipt,
    round_in,
)


def _check_delta(text: str) -> None:
    delta = decode_delta(text)
    for path in (*delta.values, *delta.unconfirmed):
        parse_place(path)
    for key in delta.reasons:
        parse_place(parse_reason_key(key)[1])


_CORRECTS_NOTHING = select(draft.c.id).where(
    draft.c.corrects_revision > 0,
    ~exists().where(
        handed_in.c.round_id == draft.c.round_id,
        handed_in.c.revision == draft.c.corrects_revision,
    ),
)
AGENCY_RULES = (
    *COMMON_RULES,
    rule(is_certificate, office_pin.c.certificate_pem, office_pin.c.certificate_sha256),
    rule(RoundKind, round_in.c.kind),
    rule(read_json(RoundFile), round_in.c.content),
    Forbidden(draft.c.corrects_revision, _CORRECTS_NOTHING),
    rule(parse_place, draft_value.c.place),
    rule(read_json(StoredValue), draft_value.c.value),
    rule(JournalState, journal.c.state),
    rule(_check_delta, journal.c.forward, is_deep=True),
    rule(_check_delta, journal.c.inverse, is_deep=True),
    rule(parse_place, reason.c.place),
    rule(CommentAnswerKind, comment_answer.c.kind),
    rule(read_json(tuple[HandedInFile, ...]), handed_in.c.files),
    rule(has_digest, handed_in.c.payload, handed_in.c.payload_sha256, is_deep=True),
    rule(PendingOrigin, pending_return.c.origin),
    rule(PendingState, pending_return.c.state),
    rule(
        has_digest,
        pending_return.c.payload,
        pending_return.c.payload_sha256,
        is_deep=True,
    ),
    rule(has_digest, attachment.c.content, attachment.c.sha256, is_deep=True),
    rule(read_json(Receipt), receipt.c.content),
    rule(has_digest, receipt.c.document, receipt.c.document_sha256, is_deep=True),
)
