"""What the columns of the office's store hold, beyond their types: see `app.store.examination`."""

from app.bench.stored import (
    COMMON_RULES,
    has_digest,
    is_certificate,
    read_json,
    text_has_digest,
)
from app.models.anchors import AnchorKind
from app.models.enrolment import EnrolmentRequest, EnrolmentState
from app.models.policy import TrustPolicy
from app.models.programme import Programme
from app.models.reviews import DecisionKind, ReturnState
from app.models.rounds import Round, RoundKind
from app.models.signatures import Carrier, SignerRole, Verdict
from app.office.facts.stored import FACT_RULES
from app.store.examination import rule
from app.store.tables.office import (
    audit_log,
    carrier_content,
    carrier_file,
    certificate,
    decision,
    enrolment,
    import_ledger,
    office_key,
    programme_version,
    received_return,
    return_payload,
    round_opened,
    trust_anchor,
    trust_policy,
)

OFFICE_RULES = (
    *COMMON_RULES,
    *FACT_RULES,
    rule(read_json(Programme), programme_version.c.content),
    rule(
        text_has_digest,
        programme_version.c.content,
        programme_version.c.content_sha256,
    ),
    rule(RoundKind, round_opened.c.kind),
    rule(read_json(Round), round_opened.c.content),
    rule(
        is_certificate,
        certificate.c.certificate_pem,
        certificate.c.certificate_sha256,
    ),
    rule(SignerRole, certificate.c.role),
    rule(is_certificate, office_key.c.certificate_pem, office_key.c.certificate_sha256),
    rule(EnrolmentState, enrolment.c.state),
    rule(read_json(EnrolmentRequest), enrolment.c.content),
    rule(text_has_digest, enrolment.c.content, enrolment.c.request_sha256),
    rule(AnchorKind, trust_anchor.c.kind),
    rule(has_digest, trust_anchor.c.content, trust_anchor.c.sha256, is_deep=True),
    rule(read_json(TrustPolicy), trust_policy.c.content),
    rule(ReturnState, received_return.c.state),
    rule(
        has_digest,
        return_payload.c.content,
        return_payload.c.payload_sha256,
        is_deep=True,
    ),
    rule(Carrier, carrier_file.c.carrier),
    rule(read_json(Verdict), carrier_file.c.verdict),
    rule(
        has_digest,
        carrier_content.c.content,
        carrier_content.c.file_sha256,
        is_deep=True,
    ),
    rule(read_json(dict[str, str]), import_ledger.c.params),
    rule(DecisionKind, decision.c.kind),
    rule(read_json(dict[str, str]), audit_log.c.detail),
)
