"""Binding: what a payload must agree with, and who may have signed it."""

from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest

from app.models.anchors import ChainFinding, ChainState
from app.models.policy import SigningAlgorithm
from app.models.returns import AttachmentDigest, ControlTotal, Payload
from app.models.rounds import Round
from app.models.signatures import RegistryEntry, SignerRole, VerifiedSigner
from app.returns.document.payload_building import content_sha256
from app.returns.judging.binding import check_binding, find_notes
from app.returns.judging.trust_context import TrustContext
from tests.returns.sample import NOW, SIGNED_AT, key, registry, sample, trust
from tests.returns.workbook.packages import BOTH
from tests.trust.policy.policies import curve, policy, rsa

MADE = sample()
PAYLOAD = MADE.payload
P256 = SigningAlgorithm(digest="sha256", family="ec", curve="secp256r1")


def signer(role: SignerRole = SignerRole.PREPARER, **more: object) -> VerifiedSigner:
    values: dict[str, object] = {
        "role": role,
        "person_name": f"王{role.value}",
        "agency": "MOE",
        "certificate_sha256": key(role.value).certificate_sha256,
        "signed_at": SIGNED_AT,
        "algorithm": P256,
    }
    return VerifiedSigner(**(values | more))  # type: ignore[arg-type]


def codes(
    payload: Payload = PAYLOAD,
    signers: tuple[VerifiedSigner, ...] | None = None,
    context: TrustContext | None = None,
) -> list[str]:
    signers = (signer(),) if signers is None else signers
    return [each.code for each in check_binding(payload, signers, context or trust())]


def payload(**changes: object) -> Payload:
    return msgspec.structs.replace(PAYLOAD, **changes)


def with_entry(**changes: object) -> TrustContext:
    """The registry with the preparer's entry changed."""
    preparer, approver = registry().entries
    entries: tuple[RegistryEntry, ...] = (
        msgspec.structs.replace(preparer, **changes),
        approver,
    )
    context = trust()
    changed = msgspec.structs.replace(context.registry, entries=entries)
    return msgspec.structs.replace(context, registry=changed)


def with_round(**changes: object) -> TrustContext:
    the_round: Round = msgspec.structs.replace(MADE.round, **changes)
    return trust(the_round)


def at(moment: datetime) -> TrustContext:
    return msgspec.structs.replace(trust(), now=moment)


def test_a_return_that_belongs_here_has_nothing_against_it() -> None:
    assert codes() == []


TAIPEI = timezone(timedelta(hours=8))


def _file(name: str) -> AttachmentDigest:
    return AttachmentDigest(name=name, media_type="image/png", size_bytes=1, sha256="ab" * 32)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"round_id": "113-annual", "is_demo": False}, "ROUND_UNKNOWN"),
        ({"round_id": "113-annual", "is_demo": True}, "RETURN_OF_DEMO"),
        ({"agency": "XXX"}, "AGENCY_MISMATCH"),
        ({"round_nonce": "00" * 32}, "NONCE_MISMATCH"),
        ({"schema": "something.else"}, "SCHEMA_INVALID"),
        ({"schema_version": 2}, "SCHEMA_INVALID"),
        ({"form_id": "half-year"}, "FORM_VERSION_OTHER"),
        ({"form_version": 2}, "FORM_VERSION_OTHER"),
        ({"form_sha256": "0" * 64}, "FORM_VERSION_OTHER"),
        ({"agency_name": "文化部"}, "HEADING_MISMATCH"),
        ({"round_title": "113年度執行成果"}, "HEADING_MISMATCH"),
        ({"programme_version": 99}, "HEADING_MISMATCH"),
        ({"programme_name": "另一方案"}, "HEADING_MISMATCH"),
        ({"project_names": {}}, "HEADING_MISMATCH"),
        ({"typeface_set": "a b"}, "SCHEMA_INVALID"),
        ({"typeface_set": "x" * 41}, "SCHEMA_INVALID"),
        ({"filled_by": {"P06/budget/-/paid": ""}}, "SCHEMA_INVALID"),
        ({"filled_by": {"P06/budget/-/paid": " 會計科"}}, "SCHEMA_INVALID"),
        ({"filled_by": {"P06/budget/-/paid": "會計\n科"}}, "SCHEMA_INVALID"),
        ({"filled_by": {"P06/budget/-/paid": "科" * 81}}, "SCHEMA_INVALID"),
        ({"filled_by": {"P06/budget/-/paid": "會計\u202e科"}}, "SCHEMA_INVALID"),
        ({"filled_by": {"P06/budget/-/executed": "會計科"}}, "SCHEMA_INVALID"),
        ({"filled_by": {"nowhere": "會計科"}}, "SCHEMA_INVALID"),
        ({"content_sha256": "0" * 64}, "CONTENT_HASH_MISMATCH"),
        ({"row_count": 1}, "TOTALS_MISMATCH"),
        ({"signers": ()}, "SIGNERS_MISMATCH"),
        ({"is_demo": not PAYLOAD.is_demo}, "SCHEMA_INVALID"),
        ({"created_at": PAYLOAD.created_at.replace(tzinfo=None)}, "SCHEMA_INVALID"),
        ({"created_at": PAYLOAD.created_at.astimezone(TAIPEI)}, "SCHEMA_INVALID"),
        ({"created_at": PAYLOAD.created_at.replace(microsecond=1)}, "SCHEMA_INVALID"),
        ({"app_version": "0.1\u202e9"}, "SCHEMA_INVALID"),
        ({"attachments": (_file("fdp\u202etxt.exe"),)}, "SCHEMA_INVALID"),
        ({"attachments": (_file("a\u200bb.pdf"),)}, "SCHEMA_INVALID"),
    ],
)
def test_a_header_that_disagrees_is_refused(changes: dict[str, object], code: str) -> None:
    assert code in codes(payload(**changes))


def test_wrong_totals_are_refused() -> None:
    totals = (ControlTotal(field="budget/available", label="可支用預算數合計（元）", value=1),)
    assert codes(payload(control_totals=totals)) == ["TOTALS_MISMATCH"]


@pytest.mark.parametrize(
    "path",
    [
        "P99/budget/-/available",
        "P06/budget/-/executed",
        "P06/nothing/-/available",
        "P06/highlights/r9/title",
        "P01/budget/-/available",
        "P06/budget/-/#rows",
        "not a path",
    ],
)
def test_a_place_the_form_does_not_have_is_refused(path: str) -> None:
    data = {**PAYLOAD.data, path: "1"}
    changed = payload(data=data, content_sha256=content_sha256(data), row_count=len(data))
    assert codes(changed) == ["SCHEMA_INVALID"]


def test_after_the_closing_day_nothing_is_taken() -> None:
    # 2026-02-28 24:00 in Taipei is 16:00 UTC.
    assert codes(context=at(datetime(2026, 2, 28, 15, 59, tzinfo=UTC))) == []
    assert codes(context=at(datetime(2026, 2, 28, 16, 0, tzinfo=UTC))) == ["ROUND_CLOSED"]


def test_another_agencys_payload_cannot_be_signed() -> None:
    other = sample(agency="MOC").payload
    assert "AGENCY_MISMATCH" in codes(other)


def test_a_strangers_certificate_is_unknown() -> None:
    stranger = signer(certificate_sha256=key("stranger").certificate_sha256)
    assert codes(signers=(stranger,)) == ["SIGNERS_MISMATCH", "CERT_UNKNOWN"]


def test_a_revoked_certificate_counts_from_the_day_of_import() -> None:
    revoked = with_entry(revoked_at=NOW - timedelta(hours=1))
    assert codes(context=revoked) == ["CERT_REVOKED"]
    assert codes(context=with_entry(revoked_at=NOW + timedelta(hours=1))) == []


def test_the_day_named_is_the_one_in_taiwan() -> None:
    """Withdrawn at half past midnight there; the page 名冊 names the same day."""
    revoked = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)
    found = check_binding(PAYLOAD, (signer(),), with_entry(revoked_at=revoked))
    assert [(each.code, each.params["date"]) for each in found] == [
        ("CERT_REVOKED_EARLIER", "115年1月1日")
    ]


def test_signing_after_a_withdrawal_is_told_from_perhaps_before() -> None:
    """Nobody admits more than was so: the stated time counts against the signer only."""
    assert codes(context=with_entry(revoked_at=SIGNED_AT)) == ["CERT_REVOKED_EARLIER"]
    later = SIGNED_AT + timedelta(seconds=1)
    assert codes(context=with_entry(revoked_at=later)) == ["CERT_REVOKED"]


def test_a_registry_past_its_next_update_decides_nothing() -> None:
    context = trust()
    due = msgspec.structs.replace(context.registry, next_update=NOW)
    assert codes(context=msgspec.structs.replace(context, registry=due)) == []
    late = msgspec.structs.replace(context.registry, next_update=NOW - timedelta(seconds=1))
    assert codes(context=msgspec.structs.replace(context, registry=late)) == ["REGISTRY_STALE"]


def test_outside_the_registered_days_a_signature_does_not_count() -> None:
    assert codes(context=with_entry(active_from=SIGNED_AT + timedelta(1))) == ["CERT_TIME"]
    assert codes(context=with_entry(active_until=SIGNED_AT - timedelta(1))) == ["CERT_EXPIRED"]


def test_outside_the_certificates_days_a_signature_does_not_count() -> None:
    early = SIGNED_AT - timedelta(days=60)
    found = codes(
        signers=(signer(signed_at=early),),
        context=with_entry(active_from=early - timedelta(days=1)),
    )
    assert "CERT_TIME" in found


def test_outside_the_round_a_signature_does_not_count() -> None:
    assert codes(context=with_round(opens_on=date(2026, 1, 20))) == ["SIG_TIME"]
    assert "SIG_TIME" in codes(context=with_round(closes_on=date(2026, 1, 18)))


def test_a_clock_may_run_ten_minutes_ahead_not_more() -> None:
    ahead = NOW + timedelta(minutes=9)
    assert codes(signers=(signer(signed_at=ahead),)) == []
    assert codes(signers=(signer(signed_at=NOW + timedelta(minutes=11)),)) == ["SIG_FUTURE"]


def test_the_registered_role_decides() -> None:
    context = with_entry(role=SignerRole.APPROVER)
    assert codes(context=context) == ["SIGNER_ROLE"]


def test_an_approver_cannot_sign_as_preparer() -> None:
    swapped = signer(certificate_sha256=key("approver").certificate_sha256)
    assert "SIGNER_ROLE" in codes(signers=(swapped,))


def test_a_missing_signature_is_counted() -> None:
    made = sample(BOTH)
    found = [each.code for each in check_binding(made.payload, (signer(),), trust(made.round))]
    assert found == ["SIG_COUNT", "SIGNERS_MISMATCH"]


def test_two_signers_are_two_people() -> None:
    made = sample(BOTH)
    both = (signer(), signer(SignerRole.APPROVER))
    assert check_binding(made.payload, both, trust(made.round)) == ()
    context = trust(made.round)
    preparer, approver = context.registry.entries
    same = msgspec.structs.replace(approver, person_id=preparer.person_id)
    changed = msgspec.structs.replace(context.registry, entries=(preparer, same))
    context = msgspec.structs.replace(context, registry=changed)
    found = [each.code for each in check_binding(made.payload, both, context)]
    assert "SIGNER_SEPARATION" in found


def test_the_approver_signs_last() -> None:
    made = sample(BOTH)
    late = signer(signed_at=SIGNED_AT + timedelta(hours=1))
    both = (late, signer(SignerRole.APPROVER))
    found = [each.code for each in check_binding(made.payload, both, trust(made.round))]
    assert found == ["SIG_TIME"]


def test_the_person_in_the_payload_is_the_one_in_the_registry() -> None:
    assert codes(context=with_entry(person_id="MOE-other")) == ["SIGNERS_MISMATCH"]


@pytest.mark.parametrize(
    ("finding", "code"),
    [
        (ChainFinding(state=ChainState.UNTRUSTED, detail="expired"), "CERT_UNTRUSTED"),
        (ChainFinding(state=ChainState.UNCHECKED, detail="2026-01-01"), "CERT_UNCHECKED"),
        (ChainFinding(state=ChainState.REVOKED, since=SIGNED_AT), "CERT_REVOKED_EARLIER"),
        (ChainFinding(state=ChainState.REVOKED, since=NOW), "CERT_REVOKED"),
    ],
)
def test_what_the_imported_roots_have_against_it_counts(finding: ChainFinding, code: str) -> None:
    preparer, _approver = registry().entries
    about = {preparer.certificate_sha256: finding}
    assert codes(context=msgspec.structs.replace(trust(), chain_findings=about)) == [code]
    elsewhere = {"00" * 32: finding}
    assert codes(context=msgspec.structs.replace(trust(), chain_findings=elsewhere)) == []


def test_the_name_in_print_is_the_one_in_the_registry() -> None:
    """The officers' names stand on the cover: nobody signs under another's."""
    named = msgspec.structs.replace(PAYLOAD.signers[0], person_name="王部長")
    assert codes(payload(signers=(named,))) == ["SIGNERS_MISMATCH"]


@pytest.mark.parametrize("where", ["code", "place", "message", "reason"])
def test_a_reason_given_shows_as_what_it_is(where: str) -> None:
    """A turn of direction makes 12 read as 21."""
    explained = msgspec.structs.replace(PAYLOAD.explained[0], **{where: "預算 \u202e12\u202c 元"})
    assert "SCHEMA_INVALID" in codes(payload(explained=(explained,)))


# -- the trust policy

RSA_2048 = SigningAlgorithm(digest="sha256", family="rsa", bits=2048)
CARD = msgspec.structs.replace(RSA_2048, issuers=("內政部憑證管理中心 - G2",))
ENDS = date(2026, 2, 1)


def under(
    ends: date = ENDS, *, opens_on: date = date(2026, 1, 2), now: datetime = NOW
) -> TrustContext:
    """A registry whose policy refuses RSA below 3,072 bits from a day on."""
    made = policy(curve(), rsa(3072), rsa(2048, refused_from=ends), rsa(2048, group="cards"))
    context = with_round(opens_on=opens_on)
    listed = msgspec.structs.replace(context.registry, policy=made)
    return msgspec.structs.replace(context, registry=listed, now=now)


def test_a_key_the_policy_refuses_is_refused_with_its_day() -> None:
    context = under(date(2026, 1, 1))
    (reason,) = check_binding(PAYLOAD, (signer(algorithm=RSA_2048),), context)
    assert reason.code == "ALGORITHM_REFUSED"
    assert reason.params["algorithm"] == "RSA-2048"
    assert reason.params["date"] == "115年1月1日"
    assert codes(context=context) == []
    assert codes(signers=(signer(algorithm=CARD),), context=context) == []


def test_the_day_it_reached_us_counts_as_well_as_the_day_it_states() -> None:
    """Signed before the date, as it says; received after it, in a round opened after it."""
    ends = date(2026, 1, 20)
    signed = (signer(algorithm=RSA_2048),)
    after = under(ends, opens_on=ends)
    assert "ALGORITHM_REFUSED" in codes(signers=signed, context=after)
    before = msgspec.structs.replace(after, now=SIGNED_AT)
    assert "ALGORITHM_REFUSED" not in codes(signers=signed, context=before)


def test_a_round_opened_before_the_date_accepts_until_it_closes() -> None:
    signed = (signer(algorithm=RSA_2048),)
    late = datetime(2026, 2, 28, 15, 59, tzinfo=UTC)
    assert codes(signers=signed, context=under(now=late)) == []
    assert codes(signers=signed, context=under(now=late + timedelta(days=1))) == ["ROUND_CLOSED"]
    assert [each.code for each in find_notes(PAYLOAD, signed, under(now=late))] == [
        "ALGORITHM_GRACE"
    ]


def test_what_the_policy_lists_nowhere_is_refused() -> None:
    strange = SigningAlgorithm(digest="sha1", family="ec", curve="brainpoolP256r1")
    assert codes(signers=(signer(algorithm=strange),)) == ["ALGORITHM_UNLISTED"] * 2


def test_without_a_policy_of_the_offices_own_the_built_in_one_counts() -> None:
    assert trust().registry.policy is None
    signed = (signer(algorithm=CARD), signer(SignerRole.APPROVER, algorithm=P256))
    assert [each.code for each in find_notes(PAYLOAD, signed, trust())] == ["ALGORITHM_NOTED"]


def test_answers_and_the_list_of_attachments_name_the_same_files() -> None:
    assert PAYLOAD.attachments
    assert codes(payload(attachments=())) == ["SCHEMA_INVALID"]
    further = (*PAYLOAD.attachments, msgspec.structs.replace(_file("龍.png"), sha256="cd" * 32))
    assert codes(payload(attachments=further)) == ["SCHEMA_INVALID"]
