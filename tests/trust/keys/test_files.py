"""Key files: made with their certificate beside them, never over another, listed unopened."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from app.errors import AppError
from app.messages import describe_error
from app.trust.certificates.certificate import read_certificate
from app.trust.certificates.facts import CertificateState, describe_certificate
from app.trust.keys.files import (
    KeyOwner,
    change_key_passphrase,
    find_exposure,
    known_words,
    list_key_files,
    make_key_file,
)
from app.trust.keys.pkcs12 import load_pkcs12
from app.trust.keys.signing_keys import LONGEST_DAYS, KeyAlgorithm
from tests.support.special_files import posix_modes

NOW = datetime(2026, 1, 20, 9, 30, tzinfo=UTC)
OWNER = KeyOwner("王小明", "MOE-001", "教育部")
PASSPHRASE = "紅豆湯圓 rice 27"


def test_a_key_is_made_with_its_certificate_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "moe.p12"
    made = make_key_file(path, OWNER, PASSPHRASE, now=NOW, days=365)
    assert load_pkcs12(path, PASSPHRASE.encode()).certificate == made.certificate
    assert read_certificate(path.with_suffix(".pem")) == made.certificate
    facts = describe_certificate(made.certificate, NOW)
    assert (facts.person_name, facts.person_id, facts.agency_name) == (
        "王小明",
        "MOE-001",
        "教育部",
    )
    assert (facts.days_left, facts.state) == (365, CertificateState.USABLE)
    assert b"PRIVATE" not in path.with_suffix(".pem").read_bytes()


@pytest.mark.parametrize(
    ("algorithm", "kind", "described"),
    [
        (KeyAlgorithm.EC, ec.EllipticCurvePublicKey, "EC secp256r1"),
        (KeyAlgorithm.RSA, rsa.RSAPublicKey, "RSA 3072"),
    ],
)
def test_both_algorithms_are_made(
    tmp_path: Path, algorithm: KeyAlgorithm, kind: type[Any], described: str
) -> None:
    made = make_key_file(
        tmp_path / "key.p12", OWNER, PASSPHRASE, now=NOW, days=30, algorithm=algorithm
    )
    assert isinstance(made.certificate.public_key(), kind)
    assert made.algorithm is algorithm
    assert describe_certificate(made.certificate, NOW).key_kind == described


@pytest.mark.parametrize("suffix", [".p12", ".pem"])
def test_nothing_is_ever_written_over(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"key{suffix}").write_bytes(b"precious")
    with pytest.raises(AppError) as caught:
        make_key_file(tmp_path / "key.p12", OWNER, PASSPHRASE, now=NOW, days=30)
    assert caught.value.code == "KEY_FILE_EXISTS"
    assert [each.read_bytes() for each in tmp_path.glob("key.*")] == [b"precious"]


@pytest.mark.parametrize(
    ("owner", "passphrase", "days", "code"),
    [
        (OWNER, "", 30, "KEY_NO_PASSPHRASE"),
        (OWNER, "王小明MOE-001", 30, "KEY_PASSPHRASE_WEAK"),
        (OWNER, PASSPHRASE, 0, "KEY_DAYS"),
        (OWNER, PASSPHRASE, 4000, "KEY_DAYS"),
        (KeyOwner(" ", "MOE-001", "教育部"), PASSPHRASE, 30, "KEY_OWNER_MISSING"),
        (KeyOwner("王小明", "甲01", "教育部"), PASSPHRASE, 30, "PERSON_ID_UNFIT"),
        (KeyOwner("王小明", "MOE_001", "教育部"), PASSPHRASE, 30, "PERSON_ID_UNFIT"),
        (KeyOwner("王小明", "moe@001", "教育部"), PASSPHRASE, 30, "PERSON_ID_UNFIT"),
        (KeyOwner("王小明", "1" * 65, "教育部"), PASSPHRASE, 30, "PERSON_ID_UNFIT"),
        (KeyOwner("王" * 65, "MOE-001", "教育部"), PASSPHRASE, 30, "NAME_UNFIT"),
        (KeyOwner("王小明", "MOE-001", "教" * 65), PASSPHRASE, 30, "NAME_UNFIT"),
    ],
)
def test_what_makes_no_good_key_is_refused_before_anything_is_written(
    tmp_path: Path, owner: KeyOwner, passphrase: str, days: int, code: str
) -> None:
    with pytest.raises(AppError) as caught:
        make_key_file(tmp_path / "key.p12", owner, passphrase, now=NOW, days=days)
    assert caught.value.code == code
    assert not list(tmp_path.glob("key.*"))


def test_key_files_are_listed_without_being_opened(tmp_path: Path) -> None:
    made = make_key_file(tmp_path / "b.p12", OWNER, PASSPHRASE, now=NOW, days=30)
    (tmp_path / "a.PFX").write_bytes(b"whatever")
    (tmp_path / "notes.txt").write_bytes(b"text")
    found = list_key_files(tmp_path)
    assert [each.path.name for each in found] == ["a.PFX", "b.p12"]
    assert [each.certificate for each in found] == [None, made.certificate]
    assert list_key_files(tmp_path / "nowhere") == ()


def test_days_left_are_negative_once_it_is_over(tmp_path: Path) -> None:
    made = make_key_file(tmp_path / "key.p12", OWNER, PASSPHRASE, now=NOW, days=30)
    facts = describe_certificate(made.certificate, NOW + timedelta(days=31))
    assert (facts.days_left, facts.state) == (-1, CertificateState.EXPIRED)
    early = describe_certificate(made.certificate, NOW - timedelta(days=1))
    assert early.state is CertificateState.NOT_YET_VALID


def test_no_key_is_made_for_longer_than_the_office_certifies(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        make_key_file(tmp_path / "a.p12", OWNER, PASSPHRASE, now=NOW, days=731)
    assert (caught.value.code, caught.value.params["limit"]) == ("KEY_DAYS", "730")
    made = make_key_file(tmp_path / "a.p12", OWNER, PASSPHRASE, now=NOW, days=LONGEST_DAYS)
    assert describe_certificate(made.certificate, NOW).days_left == 730


def test_another_passphrase_opens_the_same_key_and_its_chain(tmp_path: Path) -> None:
    path = tmp_path / "chain.p12"
    key = make_key_file(tmp_path / "key.p12", OWNER, PASSPHRASE, now=NOW, days=30)
    issuer = make_key_file(tmp_path / "issuer.p12", OWNER, PASSPHRASE, now=NOW, days=30)
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"friendly",
            key.private_key,
            key.certificate,
            [issuer.certificate],
            BestAvailableEncryption(PASSPHRASE.encode()),
        )
    )
    new = "四季豆 orange 8841"
    assert change_key_passphrase(path, PASSPHRASE, new).certificate == key.certificate
    held = pkcs12.load_pkcs12(path.read_bytes(), new.encode())
    assert held.cert is not None and held.cert.friendly_name == b"friendly"
    assert [each.certificate for each in held.additional_certs] == [issuer.certificate]
    with pytest.raises(AppError) as caught:
        load_pkcs12(path, PASSPHRASE.encode())
    assert caught.value.code == "KEY_WRONG_PASSPHRASE"


@pytest.mark.parametrize(
    ("present", "new", "code"),
    [
        ("wrong", "四季豆 orange 8841", "KEY_WRONG_PASSPHRASE"),
        (PASSPHRASE, "", "KEY_NO_PASSPHRASE"),
        (PASSPHRASE, PASSPHRASE, "KEY_PASSPHRASE_SAME"),
        (PASSPHRASE, "password1", "KEY_PASSPHRASE_SHORT"),
        (PASSPHRASE, "password2026", "KEY_PASSPHRASE_WEAK"),
        (PASSPHRASE, "moe-001 王小明", "KEY_PASSPHRASE_WEAK"),
    ],
)
def test_a_passphrase_that_is_not_taken_leaves_the_file_as_it_was(
    tmp_path: Path, present: str, new: str, code: str
) -> None:
    path = tmp_path / "key.p12"
    make_key_file(path, OWNER, PASSPHRASE, now=NOW, days=30)
    before = path.read_bytes()
    with pytest.raises(AppError) as caught:
        change_key_passphrase(path, present, new)
    assert caught.value.code == code
    assert path.read_bytes() == before


def test_a_full_disk_leaves_the_old_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "key.p12"
    make_key_file(path, OWNER, PASSPHRASE, now=NOW, days=30)

    def fail(*_args: object, **_options: object) -> None:
        raise AppError("FILE_DISK_FULL", file=path)

    monkeypatch.setattr("app.trust.keys.pkcs12.write_atomically", fail)
    with pytest.raises(AppError):
        change_key_passphrase(path, PASSPHRASE, "四季豆 orange 8841")
    load_pkcs12(path, PASSPHRASE.encode())


def test_the_longest_names_make_a_certificate(tmp_path: Path) -> None:
    owner = KeyOwner("王" * 64, "A" * 64, "教" * 64)
    made = make_key_file(tmp_path / "key.p12", owner, PASSPHRASE, now=NOW, days=30)
    assert known_words(made.certificate) == (owner.agency_name, "王" * 21, owner.person_id)


@posix_modes
def test_a_key_others_may_read_is_told_of_until_it_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "key.p12"
    make_key_file(path, OWNER, PASSPHRASE, now=NOW, days=30)
    assert find_exposure(path) is None
    path.chmod(0o644)
    told = find_exposure(path)
    assert told is not None and str(tmp_path) in describe_error(told)
    change_key_passphrase(path, PASSPHRASE, "四季豆 orange 8841")
    assert find_exposure(path) is None
    assert find_exposure(None) is None
