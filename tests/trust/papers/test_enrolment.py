"""A request proves that its key is held, names a person, and gets a certificate back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from app.errors import AppError
from app.models.enrolment import EnrolmentKind, EnrolmentPurpose, EnrolmentRequest
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.office_authority import create_authority, issue_certificate
from app.trust.keys.signing_keys import SoftwareKey, create_software_key
from app.trust.papers.enrolment import (
    adopt_issued_certificate,
    build_request,
    read_request,
    write_request,
)

NOON = datetime(2026, 1, 20, 4, 0, tzinfo=UTC)
OFFICE = create_authority("協調彙整機關", NOON - timedelta(days=1))


def make_key(name: str = "林小明") -> SoftwareKey:
    return create_software_key(
        name, "MOE-01", "教育部", valid_from=NOON, valid_until=NOON + timedelta(days=300)
    )


KEY, OTHER = make_key(), make_key("王大同")


def request_of(person_id: str = "MOE-01", person_name: str = "林小明") -> EnrolmentRequest:
    return build_request(
        KEY,
        agency="MOE",
        person_id=person_id,
        person_name=person_name,
        role=SignerRole.PREPARER,
        at=NOON,
    )


def test_a_request_signed_with_its_key_comes_back_whole(tmp_path: Path) -> None:
    request = request_of()
    assert request.kind is EnrolmentKind.ISSUE
    write_request(request, KEY, tmp_path / "a.tbenrol")
    found = read_request(tmp_path / "a.tbenrol")
    assert found.request == request
    assert found.certificate == KEY.certificate


def test_a_request_signed_with_another_key_proves_nothing(tmp_path: Path) -> None:
    write_request(request_of(), OTHER, tmp_path / "a.tbenrol")
    with pytest.raises(AppError) as caught:
        read_request(tmp_path / "a.tbenrol")
    assert caught.value.code == "ENROLMENT_NOT_POSSESSED"


@pytest.mark.parametrize(("person_id", "person_name"), [(" ", "林小明"), ("MOE-01", "")])
def test_nobody_in_particular_is_not_enrolled(person_id: str, person_name: str) -> None:
    with pytest.raises(AppError) as caught:
        request_of(person_id, person_name)
    assert caught.value.code == "ENROLMENT_PERSON_MISSING"


def test_a_received_request_without_a_name_is_refused(tmp_path: Path) -> None:
    request = msgspec.structs.replace(request_of(), person_name=" ")
    write_request(request, KEY, tmp_path / "a.tbenrol")
    with pytest.raises(AppError) as caught:
        read_request(tmp_path / "a.tbenrol")
    assert caught.value.code == "ENROLMENT_PERSON_MISSING"


def test_a_renewal_says_what_it_renews() -> None:
    with pytest.raises(AppError) as caught:
        build_request(
            KEY,
            agency="MOE",
            person_id="MOE-01",
            person_name="林小明",
            role=SignerRole.PREPARER,
            at=NOON,
            purpose=EnrolmentPurpose.RENEWAL,
        )
    assert caught.value.code == "ENROLMENT_REPLACES_MISSING"


def registry_of(*keys: SoftwareKey) -> Registry:
    entries = tuple(
        RegistryEntry(
            agency="MOE",
            person_id="MOE-01",
            person_name="林小明",
            role=SignerRole.PREPARER,
            certificate_pem=certificate_pem(each.certificate),
            certificate_sha256=each.certificate_sha256,
            active_from=NOON,
            active_until=each.certificate.not_valid_after_utc,
        )
        for each in keys
    )
    return Registry(
        sequence=1, issued_at=NOON, next_update=NOON + timedelta(days=30), entries=entries
    )


def test_the_certificate_the_office_issued_is_adopted_and_nothing_else() -> None:
    issued = issue_certificate(OFFICE, request_of(), KEY.certificate, "教育部", NOON)
    with_issued = SoftwareKey(KEY.private_key, issued)
    assert adopt_issued_certificate(KEY, registry_of(), NOON) is KEY
    assert adopt_issued_certificate(KEY, registry_of(OTHER), NOON) is KEY
    assert adopt_issued_certificate(KEY, registry_of(KEY, with_issued), NOON) is KEY
    adopted = adopt_issued_certificate(KEY, registry_of(with_issued), NOON)
    assert adopted.certificate == issued
    assert adopted.sign(b"x")


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ({"person_id": "甲01"}, "PERSON_ID_UNFIT"),
        ({"person_id": "MOE_01"}, "PERSON_ID_UNFIT"),
        ({"person_name": "王" * 20_000}, "NAME_UNFIT"),
        ({"person_name": "王小明\n指紋 0000 0000"}, "NAME_UNFIT"),
        ({"person_name": "王\u202e明小"}, "NAME_UNFIT"),
    ],
)
def test_a_request_in_a_name_nobody_can_bear_is_not_taken(
    tmp_path: Path, person: dict[str, str], code: str
) -> None:
    with pytest.raises(AppError) as caught:
        request_of(**person)
    assert caught.value.code == code
    assert len(caught.value.params["value"]) < 60
    forged = msgspec.structs.replace(request_of(), **person)
    write_request(forged, KEY, tmp_path / "a.tbenrol")
    with pytest.raises(AppError) as caught:
        read_request(tmp_path / "a.tbenrol")
    assert caught.value.code == code


def test_a_name_written_another_way_is_kept_in_the_usual_one(tmp_path: Path) -> None:
    assert request_of(person_name=" Ji\u0301 ⽟ ").person_name == "Jí 玉"
    forged = msgspec.structs.replace(request_of(), person_name="Ji\u0301")
    write_request(forged, KEY, tmp_path / "a.tbenrol")
    with pytest.raises(AppError, match="NAME_UNFIT"):
        read_request(tmp_path / "a.tbenrol")
