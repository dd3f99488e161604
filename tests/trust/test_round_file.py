"""A round file arrives as it was written, or is refused by name."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from app.errors import AppError
from app.messages import load_sentences
from app.models.reviews import ReviewComment
from app.models.rounds import Round, RoundFile, RoundKind
from app.models.signatures import Registry, SignerRole
from app.programme.catalogue_loader import load_catalogue
from app.trust.round_file import build_round_file_bytes, read_round_file, write_round_file

NOON = datetime(2026, 1, 5, 4, 0, tzinfo=UTC)


@pytest.fixture
def round_file() -> RoundFile:
    return RoundFile(
        round=Round(
            id="114-annual",
            kind=RoundKind.ANNUAL_RESULTS,
            year_roc=114,
            title="114 年度執行成果",
            form_id="annual-results",
            form_version=1,
            opens_on=date(2026, 1, 5),
            due_on=date(2026, 2, 15),
            closes_on=date(2026, 3, 15),
            nonce="ab" * 32,
            required_roles=(SignerRole.PREPARER,),
        ),
        agency="MOE",
        programme=load_catalogue(),
        registry=Registry(sequence=3, issued_at=NOON, next_update=NOON, entries=()),
        issued_at=NOON,
        last_revision=1,
        last_payload_sha256="cd" * 32,
        comments=(
            ReviewComment(place="P04/budget/-/paid", text="請說明。", author="陳", written_at=NOON),
        ),
    )


def refusal(path: Path) -> str:
    with pytest.raises(AppError) as caught:
        read_round_file(path)
    assert caught.value.code in load_sentences()
    return caught.value.code


def resealed(round_file: RoundFile, text: str, other: str) -> bytes:
    """The file with its content changed and the digest made to fit."""
    envelope = msgspec.json.decode(build_round_file_bytes(round_file), type=dict[str, msgspec.Raw])
    content = bytes(envelope["content"]).replace(text.encode(), other.encode(), 1)
    assert content != bytes(envelope["content"])
    digest = hashlib.sha256(content).hexdigest()
    return b'{"content":%s,"sha256":"%s","signature":null}' % (content, digest.encode())


def test_a_round_file_comes_back_as_it_was_written(round_file: RoundFile, tmp_path: Path) -> None:
    path = tmp_path / "填報包_04_MOE_114-annual.tbround"
    write_round_file(round_file, path)
    assert read_round_file(path) == round_file


def test_the_same_round_file_has_the_same_bytes(round_file: RoundFile, tmp_path: Path) -> None:
    write_round_file(round_file, tmp_path / "a.tbround")
    write_round_file(read_round_file(tmp_path / "a.tbround"), tmp_path / "b.tbround")
    assert (tmp_path / "a.tbround").read_bytes() == (tmp_path / "b.tbround").read_bytes()


def test_a_changed_content_is_refused_as_damaged(round_file: RoundFile, tmp_path: Path) -> None:
    path = tmp_path / "a.tbround"
    content = build_round_file_bytes(round_file)
    path.write_bytes(content.replace("請說明".encode(), "請刪除".encode()))
    assert refusal(path) == "ROUND_FILE_DAMAGED"


def test_every_flipped_byte_is_refused(round_file: RoundFile, tmp_path: Path) -> None:
    path = tmp_path / "a.tbround"
    content = build_round_file_bytes(round_file)
    for position in range(0, len(content), max(1, len(content) // 200)):
        flipped = bytearray(content)
        flipped[position] ^= 0x01
        path.write_bytes(bytes(flipped))
        assert refusal(path).startswith("ROUND_FILE_")


def test_a_truncated_file_is_foreign(round_file: RoundFile, tmp_path: Path) -> None:
    path = tmp_path / "a.tbround"
    path.write_bytes(build_round_file_bytes(round_file)[:-1000])
    assert refusal(path) == "ROUND_FILE_FOREIGN"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{}", b"[1]", b"\xff\xfe"])
def test_something_else_is_foreign(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.tbround"
    path.write_bytes(content)
    assert refusal(path) == "ROUND_FILE_FOREIGN"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.tbround") == "FILE_MISSING"
    assert refusal(tmp_path) == "FILE_UNREADABLE"


def test_a_newer_format_is_named(round_file: RoundFile, tmp_path: Path) -> None:
    path = tmp_path / "a.tbround"
    path.write_bytes(resealed(round_file, '"format_version":1', '"format_version":2,"more":"x"'))
    with pytest.raises(AppError) as caught:
        read_round_file(path)
    assert caught.value.code == "ROUND_FILE_NEWER"
    assert caught.value.params["version"] == "2"


def test_an_unknown_key_is_refused_though_the_digest_fits(
    round_file: RoundFile, tmp_path: Path
) -> None:
    path = tmp_path / "a.tbround"
    path.write_bytes(resealed(round_file, '"last_revision":1', '"last_revision":1,"more":"x"'))
    assert refusal(path) == "ROUND_FILE_INVALID"


def test_a_repeated_key_is_refused_though_the_digest_fits(
    round_file: RoundFile, tmp_path: Path
) -> None:
    path = tmp_path / "a.tbround"
    path.write_bytes(
        resealed(round_file, '"last_revision":1', '"last_revision":9,"last_revision":1')
    )
    assert refusal(path) == "ROUND_FILE_INVALID"


def test_an_agency_the_programme_does_not_know_is_refused(
    round_file: RoundFile, tmp_path: Path
) -> None:
    path = tmp_path / "a.tbround"
    write_round_file(msgspec.structs.replace(round_file, agency="NASA"), path)
    assert refusal(path) == "ROUND_FILE_INVALID"


def test_a_signature_nobody_can_check_yet_is_not_trusted(
    round_file: RoundFile, tmp_path: Path
) -> None:
    path = tmp_path / "a.tbround"
    content = build_round_file_bytes(round_file)
    path.write_bytes(content.replace(b'"signature":null', b'"signature":"MIIB"'))
    assert refusal(path) == "ROUND_FILE_SIGNED"
