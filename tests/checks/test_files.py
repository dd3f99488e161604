"""Any file, looked at and not taken in: what it is, what speaks against it, in whose eyes."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from app.agency.desk import AgencyDesk
from app.checks.agency_files import build_agency_checker, build_trusts
from app.checks.checked_file import CheckedFile, CheckOutcome, Ground, SignerStanding
from app.checks.files import FileChecker
from app.errors import Cancelled
from app.messages import format_message, load_sentences
from app.models.enrolment import EnrolmentRequest
from app.models.receipts import Receipt, ReceivedFile
from app.models.rounds import RoundFile
from app.models.signatures import SignerRole
from app.returns.judging.trust_context import TrustContext
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import write_pdf
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from app.trust.papers.enrolment import build_request, write_request
from app.trust.papers.receipt import write_receipt
from tests.agency.desks import OFFICE_KEY, START, build_round, build_round_file, write_file
from tests.agency.desks import open_desk_with_round as open_desk
from tests.returns.sample import NOW, SIGNED_AT, key, sample, signed_workbook, trust
from tests.trust.papers.test_signed_document import rsa_key

BOTH = (SignerRole.PREPARER, SignerRole.APPROVER)
MADE = sample()


def check(path: Path, *trusts: TrustContext, office: str | None = None) -> CheckedFile:
    checker = FileChecker(Ground(trusts or (trust(MADE.round),), office, NOW))
    checked = checker.check_file(path)
    assert checked.code in load_sentences()
    sentence = format_message(checked.code, checked.params)
    assert path.name in sentence or checked.verdict is not None
    assert "…" not in sentence
    return checked


def put(folder: Path, content: bytes, name: str = "return.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def receipt(**changes: object) -> Receipt:
    made = Receipt(
        agency="MOE",
        round_id="114-annual",
        round_title="114 年度執行成果",
        revision=1,
        control_number="7K3M",
        payload_sha256="0" * 64,
        files=(ReceivedFile(name="a.xlsx", sha256="1" * 64),),
        accepted=True,
        code="IMPORTED",
        sentence="已收件。",
        offered_at=START,
        issued_by="協調彙整機關",
        issued_at=START,
    )
    return msgspec.structs.replace(made, **changes)


def test_a_good_return_is_told_with_what_it_says(tmp_path: Path) -> None:
    path = put(tmp_path, signed_workbook(MADE))
    found = check(path)
    assert (found.outcome, found.code) == (CheckOutcome.GOOD, "VERIFIED_SIGNATURES")
    assert found.payload == MADE.payload
    assert found.round_title == "114年度執行成果"
    assert found.params["control_number"] == MADE.payload.control_number()
    assert found.verdict is not None
    assert found.verdict.is_good


def test_a_return_under_another_name_is_still_a_return(tmp_path: Path) -> None:
    found = check(put(tmp_path, signed_workbook(MADE), "return.tbround"))
    assert found.outcome is CheckOutcome.GOOD


def test_a_changed_return_is_refused_with_its_first_reason(tmp_path: Path) -> None:
    content = bytearray(signed_workbook(MADE))
    content[len(content) // 2] ^= 1
    found = check(put(tmp_path, bytes(content)))
    assert found.outcome is CheckOutcome.REFUSED
    assert found.verdict is not None
    assert found.code == found.verdict.reasons[0].code


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("note.txt", b"hello", "FILE_IS_TEXT"),
        ("note.bin", b"\x01\x02\x03\x04", "FILE_FOREIGN_KIND"),
        ("note.tbround", b"\x01\x02\x03\x04", "DOCUMENT_FOREIGN"),
        ("old.bin", b'{"content":{}}', "ROUND_FILE_UNSIGNED"),
    ],
)
def test_what_is_none_of_ours_is_named(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    found = check(put(tmp_path, content, name))
    assert (found.outcome, found.code) == (CheckOutcome.UNREADABLE, code)
    assert len(found.sha256) == 64


def test_what_cannot_be_read_has_no_digest(tmp_path: Path) -> None:
    assert [check(each).code for each in (tmp_path / "none.xlsx", tmp_path)] == [
        "FILE_MISSING",
        "FILE_IS_A_FOLDER",
    ]
    assert check(tmp_path).sha256 == ""


def half_signed(person: str) -> dict[str, bytes]:
    """Both carriers with one signature of two, by their names."""
    made = sample(BOTH)
    book = write_workbook(made.payload, made.document)
    pages = write_pdf(made.payload, made.document)
    signer, role = key(person), SignerRole.PREPARER
    return {
        "half.xlsx": sign_workbook(book, signer, role, SIGNED_AT),
        "half.pdf": sign_pdf(pages, signer, role, SIGNED_AT),
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", ["half.xlsx", "half.pdf"])
def test_a_return_only_the_preparer_signed_waits_for_the_approver(
    name: str, tmp_path: Path
) -> None:
    made = sample(BOTH)
    found = check(put(tmp_path, half_signed("preparer")[name], name), trust(made.round))
    assert (found.outcome, found.code) == (CheckOutcome.HALF_SIGNED, "RETURN_HALF_SIGNED")
    assert not found.is_good
    assert found.payload == made.payload
    assert found.verdict is not None
    assert [each.role for each in found.verdict.signers] == [SignerRole.PREPARER]


@pytest.mark.parametrize("name", ["half.xlsx", "half.pdf"])
@pytest.mark.parametrize("person", ["somebody", "approver"])
def test_half_signed_by_another_than_the_preparer_is_refused(
    person: str, name: str, tmp_path: Path
) -> None:
    found = check(put(tmp_path, half_signed(person)[name], name), trust(sample(BOTH).round))
    assert found.outcome is CheckOutcome.REFUSED


@pytest.mark.slow
@pytest.mark.parametrize("name", ["half.xlsx", "half.pdf"])
def test_half_signed_and_changed_or_late_is_refused(name: str, tmp_path: Path) -> None:
    content = bytearray(half_signed("preparer")[name])
    late = msgspec.structs.replace(trust(sample(BOTH).round), now=NOW + timedelta(days=90))
    assert check(put(tmp_path, bytes(content), name), late).outcome is CheckOutcome.REFUSED
    content[len(content) // 2] ^= 1
    changed = check(put(tmp_path, bytes(content), name), trust(sample(BOTH).round))
    assert changed.outcome is CheckOutcome.REFUSED


def test_one_signature_too_many_is_not_taken_for_half_signed(tmp_path: Path) -> None:
    alone = msgspec.structs.replace(sample(BOTH).round, required_roles=(SignerRole.PREPARER,))
    for name, content in half_signed("preparer").items():
        found = check(put(tmp_path, content, name), trust(alone))
        assert found.outcome is CheckOutcome.REFUSED


def test_a_good_return_of_a_closed_round_is_told_as_such(tmp_path: Path) -> None:
    late = msgspec.structs.replace(trust(MADE.round), now=trust().now + timedelta(days=90))
    path = put(tmp_path, signed_workbook(MADE))
    found = check(path, late)
    assert (found.outcome, found.code) == (CheckOutcome.CLOSED, "ROUND_CLOSED")
    assert not found.is_good


def test_a_round_is_held_against_the_plan_it_came_with(tmp_path: Path) -> None:
    newer = msgspec.structs.replace(
        trust(),
        programme=msgspec.structs.replace(trust().programme, version=2),
        rounds=(build_round(115),),
    )
    path = put(tmp_path, signed_workbook(MADE))
    assert check(path, newer).code == "RETURN_OF_DEMO"
    assert check(path, newer, trust(MADE.round)).outcome is CheckOutcome.GOOD


def test_without_any_round_a_return_cannot_be_verified(tmp_path: Path) -> None:
    path = put(tmp_path, signed_workbook(MADE))
    found = FileChecker(Ground((), None, NOW)).check_file(path)
    assert (found.outcome, found.code) == (CheckOutcome.UNREADABLE, "CHECK_WITHOUT_ROUND")


@pytest.mark.parametrize(
    ("office", "outcome", "standing"),
    [
        (OFFICE_KEY.certificate_sha256, CheckOutcome.GOOD, SignerStanding.OFFICE),
        (None, CheckOutcome.UNCONFIRMED, SignerStanding.UNCONFIRMED),
        ("f" * 64, CheckOutcome.REFUSED, SignerStanding.STRANGER),
    ],
    ids=["office", "unconfirmed", "stranger"],  # keys are made anew in every process
)
def test_a_round_file_is_known_by_its_content_and_its_signer(
    tmp_path: Path, office: str | None, outcome: CheckOutcome, standing: SignerStanding
) -> None:
    path = write_file(tmp_path, build_round_file(), "renamed.pdf")
    found = check(path, office=office)
    assert isinstance(found.document, RoundFile)
    assert found.signature is not None
    assert (found.outcome, found.signature.standing) == (outcome, standing)
    assert found.signature.certificate_sha256 == OFFICE_KEY.certificate_sha256
    is_stranger = standing is SignerStanding.STRANGER
    assert found.code == ("DOCUMENT_OF_ANOTHER" if is_stranger else "CHECKED_ROUND_FILE")


def test_a_receipt_says_which_answer_it_brings(tmp_path: Path) -> None:
    office = OFFICE_KEY.certificate_sha256
    write_receipt(receipt(), OFFICE_KEY, tmp_path / "a.tbreceipt")
    write_receipt(receipt(accepted=False), OFFICE_KEY, tmp_path / "b.tbreceipt")
    found = [check(tmp_path / f"{each}.tbreceipt", office=office) for each in "ab"]
    assert [each.code for each in found] == ["CHECKED_RECEIPT", "CHECKED_REFUSAL"]
    assert found[0].document == receipt()


def test_a_changed_document_is_damaged(tmp_path: Path) -> None:
    write_receipt(receipt(), OFFICE_KEY, tmp_path / "a.tbreceipt")
    content = (tmp_path / "a.tbreceipt").read_bytes().replace(b'"MOE"', b'"MOI"')
    found = check(put(tmp_path, content, "b.tbreceipt"))
    assert (found.outcome, found.code) == (CheckOutcome.UNREADABLE, "DOCUMENT_DAMAGED")


def test_a_request_is_its_own_word_only(tmp_path: Path) -> None:
    asking = rsa_key(2048)
    request = build_request(
        asking,
        agency="MOE",
        person_id="MOE-02",
        person_name="陳小華",
        role=SignerRole.PREPARER,
        at=START.replace(day=6),
    )
    write_request(request, asking, tmp_path / "a.tbenrol")
    found = check(tmp_path / "a.tbenrol", office=OFFICE_KEY.certificate_sha256)
    assert isinstance(found.document, EnrolmentRequest)
    assert found.code == "CHECKED_ENROLMENT"
    assert found.signature is not None
    assert found.signature.standing is SignerStanding.APPLICANT


def test_each_file_is_told_as_soon_as_it_is_known_and_the_rest_can_be_left(
    tmp_path: Path,
) -> None:
    paths = [put(tmp_path, b"x", f"{each}.txt") for each in range(3)]
    told: list[tuple[int, str]] = []

    def progress(done: int, total: int, what: str) -> None:
        assert (len(told), total, what) == (done, 3, paths[done].name)
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        FileChecker(Ground((), None, NOW)).check_files(
            paths, progress, lambda position, each: told.append((position, each.path.name))
        )
    assert told == [(0, "0.txt"), (1, "1.txt")]


def test_an_agency_knows_its_rounds_and_the_office_it_confirmed(tmp_path: Path) -> None:
    with open_desk(tmp_path) as desk:
        found = build_agency_checker(desk, START).check_file(tmp_path / "round.tbround")
        assert found.outcome is CheckOutcome.GOOD
    with AgencyDesk.create(tmp_path / "new.tianbao") as desk:
        found = build_agency_checker(desk, START).check_file(tmp_path / "round.tbround")
        assert found.outcome is CheckOutcome.UNCONFIRMED


def test_an_agency_trusts_its_newest_registry_in_every_round() -> None:
    older, newer = build_round_file(113), build_round_file(114)
    registry = msgspec.structs.replace(newer.registry, sequence=5)
    plan = msgspec.structs.replace(newer.programme, version=newer.programme.version + 1)
    newer = msgspec.structs.replace(newer, registry=registry, programme=plan)
    found = build_trusts((older, newer), START)
    assert [each.registry.sequence for each in found] == [5, 5]
    assert [[one.id for one in each.rounds] for each in found] == [["114-annual"], ["113-annual"]]
    assert [each.programme.version for each in found] == [plan.version, older.programme.version]
    assert found[0].rounds[0].closes_on == date(2026, 3, 1)
