"""A certificate gets on the registry once its fingerprint has been compared, and not before."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography import x509

from app.errors import AppError
from app.models.enrolment import EnrolmentKind, EnrolmentPurpose, EnrolmentRequest, EnrolmentState
from app.models.rounds import Round
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.trust.certificates.certificate import fingerprint
from app.trust.keys.office_authority import create_authority
from app.trust.keys.signing_keys import SoftwareKey, create_software_key
from app.trust.papers.enrolment import adopt_issued_certificate, build_request, write_request
from app.trust.papers.round_file import read_round_file
from tests.office.scenes import NOON, PASSPHRASE, refusal_of

pytestmark = pytest.mark.slow


def make_key(name: str = "陳小華", person_id: str = "MOE-02") -> SoftwareKey:
    return create_software_key(
        name,
        person_id,
        "教育部",
        valid_from=NOON - timedelta(days=1),
        valid_until=NOON + timedelta(days=900),
    )


def make_request(key: SoftwareKey, **changes: object) -> EnrolmentRequest:
    request = build_request(
        key,
        agency="MOE",
        person_id="MOE-02",
        person_name="陳小華",
        role=SignerRole.PREPARER,
        at=NOON,
    )
    return msgspec.structs.replace(request, **changes)


def hand_over(desk: OfficeDesk, folder: Path, request: EnrolmentRequest, key: SoftwareKey) -> int:
    (folder / "a.tbenrol").unlink(missing_ok=True)
    write_request(request, key, folder / "a.tbenrol")
    return desk.enrolments.receive(folder / "a.tbenrol").id


def enrol(desk: OfficeDesk, folder: Path, key: SoftwareKey, **changes: object) -> str:
    number = hand_over(desk, folder, make_request(key, **changes), key)
    settled = desk.enrolments.confirm(number, fingerprint(key.certificate), NOON)
    assert settled.registered_sha256 is not None
    return settled.registered_sha256


def test_a_request_alone_puts_nobody_on_the_registry(desk: OfficeDesk, tmp_path: Path) -> None:
    key = make_key()
    hand_over(desk, tmp_path, make_request(key), key)
    (waiting,) = desk.enrolments.all()
    assert waiting.state is EnrolmentState.PENDING
    assert waiting.certificate_sha256 == key.certificate_sha256
    assert desk.registry.current().entries == ()


def test_the_same_file_twice_is_one_request(desk: OfficeDesk, tmp_path: Path) -> None:
    key = make_key()
    request = make_request(key)
    assert hand_over(desk, tmp_path, request, key) == hand_over(desk, tmp_path, request, key)


def test_a_confirmed_key_gets_a_certificate_of_the_office(desk: OfficeDesk, tmp_path: Path) -> None:
    key = make_key()
    sha256 = enrol(desk, tmp_path, key)
    entry = desk.registry.current().entry(sha256)
    assert entry is not None
    assert (entry.agency, entry.person_id, entry.role) == ("MOE", "MOE-02", SignerRole.PREPARER)
    issued = x509.load_pem_x509_certificate(entry.certificate_pem.encode())
    known = desk.keys.certificate()
    assert known is not None
    office = x509.load_pem_x509_certificate(known.certificate_pem.encode())
    issued.verify_directly_issued_by(office)
    assert issued.public_key() == key.certificate.public_key()
    usage = issued.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment) == (True, True)
    assert not usage.key_cert_sign
    assert not issued.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert issued.not_valid_after_utc - NOON <= timedelta(days=731)


def test_the_agencys_key_signs_with_what_the_round_file_brings(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    key = make_key()
    sha256 = enrol(desk, tmp_path, key)
    path = desk.round_files.write(annual.id, tmp_path, ["MOE"])["MOE"]
    registry = read_round_file(path)[0].registry
    assert adopt_issued_certificate(key, registry, NOON).certificate_sha256 == sha256
    stranger = make_key()
    assert adopt_issued_certificate(stranger, registry, NOON) is stranger


def test_a_certificate_somebody_else_issued_is_pinned_as_it_is(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    from app.trust.keys.office_authority import issue_certificate

    made = make_key()
    elsewhere = create_authority("政府憑證管理中心", NOON - timedelta(days=9))
    certificate = issue_certificate(
        elsewhere, make_request(made), made.certificate, "教育部", NOON - timedelta(days=1)
    )
    card = SoftwareKey(made.private_key, certificate)
    assert make_request(card).kind is EnrolmentKind.PIN
    assert enrol(desk, tmp_path, card) == card.certificate_sha256


def test_another_fingerprint_confirms_nothing(desk: OfficeDesk, tmp_path: Path) -> None:
    key = make_key()
    number = hand_over(desk, tmp_path, make_request(key), key)
    with pytest.raises(AppError) as caught:
        desk.enrolments.confirm(number, fingerprint(make_key().certificate), NOON)
    assert refusal_of(caught.value) == "ENROLMENT_FINGERPRINT_WRONG"
    assert desk.registry.current().entries == ()


def test_a_request_for_another_persons_key_is_refused(desk: OfficeDesk, tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        hand_over(desk, tmp_path, make_request(make_key()), make_key("冒名者", "X"))
    assert refusal_of(caught.value) == "ENROLMENT_NOT_POSSESSED"
    assert desk.enrolments.all() == ()


def test_a_rejected_request_keeps_its_reason_and_is_settled(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    key = make_key()
    number = hand_over(desk, tmp_path, make_request(key), key)
    with pytest.raises(AppError) as caught:
        desk.enrolments.reject(number, " ", NOON)
    assert refusal_of(caught.value) == "ENROLMENT_REASON_MISSING"
    assert desk.enrolments.reject(number, "指紋不同", NOON).reason == "指紋不同"
    with pytest.raises(AppError) as caught:
        desk.enrolments.confirm(number, fingerprint(key.certificate), NOON)
    assert refusal_of(caught.value) == "ENROLMENT_SETTLED"
    with pytest.raises(AppError) as caught:
        desk.enrolments.reject(99, "沒有", NOON)
    assert refusal_of(caught.value) == "ENROLMENT_NOT_FOUND"


def test_a_replacement_withdraws_what_it_replaces_and_a_renewal_does_not(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    first = enrol(desk, tmp_path, make_key())
    renewal = {"purpose": EnrolmentPurpose.RENEWAL, "replaces_sha256": first}
    second = enrol(desk, tmp_path, make_key(), **renewal)
    kept = desk.registry.current().entry(first)
    assert kept is not None
    assert kept.revoked_at is None
    enrol(
        desk,
        tmp_path,
        make_key(),
        purpose=EnrolmentPurpose.REPLACEMENT,
        replaces_sha256=second,
    )
    replaced = desk.registry.current().entry(second)
    assert replaced is not None
    assert (replaced.revoked_at, replaced.revocation_reason) == (NOON, "換發新憑證")


def test_nobody_replaces_another_persons_certificate(desk: OfficeDesk, tmp_path: Path) -> None:
    first = enrol(desk, tmp_path, make_key())
    with pytest.raises(AppError) as caught:
        enrol(
            desk,
            tmp_path,
            make_key(),
            person_id="MOE-03",
            purpose=EnrolmentPurpose.REPLACEMENT,
            replaces_sha256=first,
        )
    assert refusal_of(caught.value) == "ENROLMENT_REPLACES_OTHER"


def test_a_key_that_was_lost_is_not_replaced_by_itself(desk: OfficeDesk, tmp_path: Path) -> None:
    key = make_key()
    first = enrol(desk, tmp_path, key)
    with pytest.raises(AppError) as caught:
        enrol(desk, tmp_path, key, purpose=EnrolmentPurpose.REPLACEMENT, replaces_sha256=first)
    assert refusal_of(caught.value) == "ENROLMENT_KEY_KEPT"
    held = desk.registry.current().entry(first)
    assert held is not None
    assert held.revoked_at is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"person_name": " "}, "ENROLMENT_PERSON_MISSING"),
        ({"purpose": EnrolmentPurpose.RENEWAL}, "ENROLMENT_REPLACES_MISSING"),
    ],
)
def test_an_unfinished_request_is_not_made(words: dict[str, object], code: str) -> None:
    given: dict[str, object] = {"person_name": "陳", "agency": "MOE", "person_id": "1"} | words
    with pytest.raises(AppError) as caught:
        build_request(make_key(), role=SignerRole.PREPARER, at=NOON, **given)  # type: ignore[arg-type]
    assert refusal_of(caught.value) == code


def test_without_the_offices_key_nothing_is_signed(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    key = make_key()
    number = hand_over(desk, tmp_path, make_request(key), key)
    desk.close()
    with OfficeDesk.open(desk.path) as again:
        for act in (
            lambda: again.round_files.write(annual.id, tmp_path / "out"),
            lambda: again.enrolments.confirm(number, fingerprint(key.certificate), NOON),
        ):
            with pytest.raises(AppError) as caught:
                act()
            assert refusal_of(caught.value) == "OFFICE_KEY_LOCKED"
        assert again.registry.current().entries == ()
        with pytest.raises(AppError) as caught:
            again.keys.unlock("不對的通行碼")
        assert refusal_of(caught.value) == "OFFICE_PASSPHRASE_WRONG"
        again.keys.unlock(PASSPHRASE)
        assert again.round_files.write(annual.id, tmp_path / "out", ["MOE"])


def test_the_key_is_made_once_and_replaced_on_purpose(desk: OfficeDesk) -> None:
    before = desk.keys.certificate()
    with pytest.raises(AppError) as caught:
        desk.keys.make("另一個夠長的通行碼")
    assert refusal_of(caught.value) == "OFFICE_KEY_EXISTS"
    with pytest.raises(AppError) as caught:
        desk.keys.make("短", replace=True)
    assert refusal_of(caught.value) == "KEY_PASSPHRASE_SHORT"
    after = desk.keys.make("另一個較長的通行碼", replace=True)
    assert before is not None
    assert after.certificate_sha256 != before.certificate_sha256
    assert len(list(desk.path.parent.glob("*.p12"))) == 2


def test_a_missing_or_strange_key_file_is_told(desk: OfficeDesk, tmp_path: Path) -> None:
    kept = desk.keys.file.read_bytes()
    desk.keys.file.unlink()
    with pytest.raises(AppError) as caught:
        desk.keys.unlock(PASSPHRASE)
    assert refusal_of(caught.value) == "OFFICE_KEY_FILE_MISSING"
    desk.keys.make(PASSPHRASE, replace=True)
    desk.keys.file.write_bytes(kept)
    with pytest.raises(AppError) as caught:
        desk.keys.unlock(PASSPHRASE)
    assert refusal_of(caught.value) == "OFFICE_KEY_OTHER"
