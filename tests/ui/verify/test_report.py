"""What is said about a file, as text."""

from datetime import UTC, datetime

import pytest

from app.models.policy import SigningAlgorithm
from app.models.signatures import Carrier, Reason, SignerRole, Timestamp, Verdict, VerifiedSigner
from app.ui.verify.report import report_parts, report_signers, report_text

MOMENT = datetime(2026, 1, 19, tzinfo=UTC)


@pytest.mark.parametrize(("is_trusted", "counted"), [(True, "已採計"), (False, "未採計")])
def test_a_timestamp_is_told_with_whether_it_counts(is_trusted: bool, counted: str) -> None:
    signer = VerifiedSigner(
        role=SignerRole.PREPARER,
        person_name="王小明",
        agency=None,
        certificate_sha256="ab" * 32,
        signed_at=MOMENT,
        algorithm=SigningAlgorithm(digest="sha256", family="ec", curve="secp256r1"),
        timestamp=Timestamp(at=MOMENT, authority="測試時戳", is_trusted=is_trusted),
    )
    told = report_text(report_signers((signer,), lambda code: code or "—"))
    assert "時戳：" in told
    assert "測試時戳" in told
    assert counted in told


def test_a_file_that_was_never_ours_is_not_said_to_be_changed() -> None:
    verdict = Verdict(
        carrier=Carrier.PDF,
        unchanged=False,
        signature_correct=False,
        signers_entitled=False,
        reasons=(Reason(code="RETURN_PRINTED_AGAIN", params={}),),
    )
    told = report_text(report_parts(verdict))
    assert "不是本程式匯出" in told
    assert "更動" not in told
