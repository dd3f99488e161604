"""The office enters and withdraws certificates; the store keeps every one of them."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from app.errors import AppError
from app.models.rounds import Round
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.trust.certificates.certificate import certificate_sha256
from app.trust.papers.round_file import read_round_file
from tests.office.scenes import NOON, make_desk, refusal_of
from tests.trust.certificates.test_registry import make_certificate

PEM = serialization.Encoding.PEM


def pem() -> str:
    return make_certificate().public_bytes(PEM).decode()


def enter(desk: OfficeDesk, text: str, agency: str = "MOE") -> str:
    entry = desk.registry.register(text, agency, "A1", "陳承辦", SignerRole.PREPARER, NOON)
    return entry.certificate_sha256


def test_a_certificate_stays_registered(tmp_path: Path) -> None:
    certificate = make_certificate()
    with make_desk(tmp_path) as desk:
        digest = enter(desk, certificate.public_bytes(PEM).decode())
        registry = desk.registry.current()
    assert digest == certificate_sha256(certificate)
    with OfficeDesk.open(tmp_path / "office.tianbao") as again:
        assert again.registry.current() == registry
        entry = again.registry.current().entry(digest)
    assert entry is not None
    assert (entry.agency, entry.person_name, entry.role) == (
        "MOE",
        "陳承辦",
        SignerRole.PREPARER,
    )


def test_each_change_raises_the_sequence_and_is_logged(desk: OfficeDesk) -> None:
    assert desk.registry.current().sequence == 0
    digest = enter(desk, pem())
    assert desk.registry.current().sequence == 1
    desk.registry.withdraw(digest, reason="調職", at=NOON + timedelta(days=1))
    assert desk.registry.current().sequence == 2
    entry = desk.registry.current().entry(digest)
    assert entry is not None
    assert (entry.revoked_at, entry.revocation_reason) == (NOON + timedelta(days=1), "調職")
    actions = [each.action for each in desk.records.audit_entries("MOE")]
    assert actions == ["certificate_registered", "certificate_withdrawn"]


def test_the_same_entry_again_is_not_a_change(desk: OfficeDesk) -> None:
    text = pem()
    enter(desk, text)
    enter(desk, text)
    assert desk.registry.current().sequence == 1
    assert len(desk.records.audit_entries("MOE")) == 1


def test_another_agency_cannot_have_it_too(desk: OfficeDesk) -> None:
    text = pem()
    enter(desk, text)
    with pytest.raises(AppError) as caught:
        enter(desk, text, agency="MOL")
    assert refusal_of(caught.value) == "REGISTRY_CERTIFICATE_TAKEN"
    assert len(desk.registry.current().entries) == 1


def test_an_agency_outside_the_programme_cannot_have_one(desk: OfficeDesk) -> None:
    with pytest.raises(AppError) as caught:
        enter(desk, pem(), agency="NASA")
    assert refusal_of(caught.value) == "AGENCY_UNKNOWN"


def test_what_is_no_certificate_changes_nothing(desk: OfficeDesk) -> None:
    with pytest.raises(AppError) as caught:
        enter(desk, "hello")
    assert refusal_of(caught.value) == "REGISTRY_NOT_A_CERTIFICATE"
    assert desk.registry.current().sequence == 0


def test_round_files_bring_the_registry_along(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    digest = enter(desk, pem())
    path = desk.round_files.write(annual.id, tmp_path / "out", ["MOE"])["MOE"]
    registry = read_round_file(path)[0].registry
    assert registry.entry(digest) == desk.registry.current().entry(digest)
    assert registry.sequence == 1
    assert registry.next_update.date() > annual.closes_on


def test_a_name_no_typeface_has_is_refused_before_anybody_signs(tmp_path: Path) -> None:
    certificate = make_certificate().public_bytes(PEM).decode()
    with make_desk(tmp_path) as desk:
        for name, code in (("陳\U0002ebf0", "F176"), ("陳\ue000", "F112")):
            with pytest.raises(AppError) as caught:
                desk.registry.register(certificate, "MOE", "A1", name, SignerRole.PREPARER, NOON)
            assert (caught.value.code, caught.value.params["label"]) == (code, "姓名")
        assert desk.registry.current().entries == ()
