"""Each refusal has its indication of EN 319 102-1, and none is left without one."""

import re
from pathlib import Path

import pytest

from app.checks.checked_file import CheckedFile, CheckOutcome
from app.checks.indications import INDICATIONS, find_indication
from app.messages import load_sentences
from app.models.signatures import Carrier, Indication, Reason, SubIndication, Verdict

APP = Path(__file__).resolve().parents[2] / "app"
_REASON = re.compile(r'(?:Refused|_reason|Reason)\(\s*(?:code=)?"([A-Z][A-Z_]{4,})"')
_ERROR = re.compile(r'AppError\(\s*"([A-Z][A-Z_]{4,})"')
_NAMED = re.compile(r'"((?:DOCUMENT|CERT|ALGORITHM|HANDOVER|SEND_BACK|PAIR)_[A-Z_]+)"')

NEVER_OF_A_CHECKED_FILE = {
    # notes, which refuse nothing
    "ALGORITHM_GRACE", "ALGORITHM_ENDING", "ALGORITHM_NOTED", "COMPUTED_OTHERWISE",
    # of signing, writing, importing and taking in
    "ENROLMENT_SAME_KEY", "ENROLMENT_REPLACES_MISSING", "TIMESTAMP_CLOCK", "KEY_EXPIRED",
    "KEY_NOT_YET_VALID", "KEY_NOT_A_CERTIFICATE", "KEY_FILE_EXISTS", "FILE_NOT_WRITABLE",
    "FILE_DISK_FULL", "FILE_READ_ONLY", "FOLDER_READ_ONLY",
    "FILE_OF_OTHER_KIND", "FILE_OF_OTHER_IDENTITY", "ATTACHMENT_DAMAGED", "ATTACHMENT_EMPTY",
    "ATTACHMENT_TOO_LARGE",
    "OFFICE_CHANGED", "OFFICE_NOT_CONFIRMED", "OFFICE_FINGERPRINT_WRONG",
    "REGISTRY_ROLLBACK",
}  # fmt: skip
"""Codes raised in the same modules by something else than checking a file."""

ROOMS = (
    "returns", "trust/papers", "trust/certificates/certificate.py", "trust/policy/judgement.py",
    "checks", "files.py", "agency/handing_in/handover.py", "agency/handing_in/pair_verification.py",
)  # fmt: skip


def sources() -> str:
    texts = []
    for each in ROOMS:
        path = APP / each
        texts += [one.read_text(encoding="utf-8") for one in sorted(path.rglob("*.py")) or [path]]
    return "\n".join(texts)


def codes() -> set[str]:
    text = sources()
    found = {one for pattern in (_REASON, _ERROR, _NAMED) for one in pattern.findall(text)}
    return (found & load_sentences().keys()) - NEVER_OF_A_CHECKED_FILE


def test_every_code_a_verdict_or_a_refusal_can_hold_has_its_indication() -> None:
    assert len(codes()) > 90
    assert sorted(codes() - INDICATIONS.keys()) == []


def test_the_table_speaks_of_codes_there_are() -> None:
    assert sorted(INDICATIONS.keys() - load_sentences().keys()) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("DIGEST_PART", ("TOTAL-FAILED", "HASH_FAILURE")),
        ("SIGNATURE", ("TOTAL-FAILED", "SIG_CRYPTO_FAILURE")),
        ("CERT_REVOKED_EARLIER", ("TOTAL-FAILED", "REVOKED")),
        ("CERT_REVOKED", ("INDETERMINATE", "REVOKED_NO_POE")),
        ("CERT_EXPIRED", ("INDETERMINATE", "EXPIRED")),
        ("CERT_UNKNOWN", ("INDETERMINATE", "NO_CERTIFICATE_CHAIN_FOUND")),
        ("CERT_UNCHECKED", ("INDETERMINATE", "TRY_LATER")),
        ("ALGORITHM_REFUSED", ("INDETERMINATE", "CRYPTO_CONSTRAINTS_FAILURE_NO_POE")),
        ("ZIP_NAME", ("TOTAL-FAILED", "FORMAT_FAILURE")),
    ],
)
def test_a_refused_return_has_the_indication_of_its_reason(
    code: str, expected: tuple[str, str]
) -> None:
    assert find_indication(refused(code)) == expected


def test_what_proves_a_failure_comes_before_what_leaves_it_open() -> None:
    found = find_indication(refused("CERT_UNKNOWN", "CERT_REVOKED_EARLIER"))
    assert found == (Indication.TOTAL_FAILED, SubIndication.REVOKED)


def test_what_passed_has_no_sub_indication_and_what_waits_is_open() -> None:
    assert find_indication(checked(CheckOutcome.GOOD, verdict())) == ("TOTAL-PASSED", None)
    content = checked(CheckOutcome.REFUSED, verdict(), "RETURN_HAS_ERRORS")
    assert find_indication(content) == ("TOTAL-PASSED", None)
    for outcome in (CheckOutcome.HALF_SIGNED, CheckOutcome.UNCONFIRMED):
        assert find_indication(checked(outcome, verdict()))[0] == "INDETERMINATE"


def refused(*reasons: str) -> CheckedFile:
    return checked(CheckOutcome.REFUSED, verdict(*reasons))


def verdict(*reasons: str) -> Verdict:
    return Verdict(
        carrier=Carrier.PDF,
        unchanged=True,
        signature_correct=True,
        signers_entitled=not reasons,
        reasons=tuple(Reason(code=each) for each in reasons),
    )


def checked(outcome: CheckOutcome, found: Verdict, code: str = "VERIFIED") -> CheckedFile:
    return CheckedFile(Path("a.pdf"), "", outcome, code, verdict=found)
