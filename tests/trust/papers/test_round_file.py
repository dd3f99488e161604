"""A round file arrives as the office signed it, or is refused by name."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from app.errors import AppError
from app.forms.form_loader import load_form
from app.forms.meaning import form_sha256
from app.messages import load_sentences
from app.models.returns import canonical_bytes
from app.models.reviews import ReviewComment
from app.models.rounds import EarlierReturn, OpenItem, Round, RoundFile, RoundKind
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.programme.catalogue_loader import load_catalogue
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.office_authority import create_authority
from app.trust.papers.kinds import ROUND_FILE
from app.trust.papers.round_file import read_round_file
from tests.support.round_files import write_round_file

NOON = datetime(2026, 1, 5, 4, 0, tzinfo=UTC)
KEY = create_authority("協調彙整機關", NOON - timedelta(days=1))


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
            form_sha256=form_sha256(load_form("annual-results")),
            opens_on=date(2026, 1, 5),
            due_on=date(2026, 2, 15),
            closes_on=date(2026, 3, 15),
            nonce="ab" * 32,
            required_roles=(SignerRole.PREPARER,),
        ),
        agency="MOE",
        form=load_form("annual-results"),
        programme=load_catalogue(),
        registry=Registry(sequence=3, issued_at=NOON, next_update=NOON, entries=()),
        issued_at=NOON,
        last_revision=1,
        last_payload_sha256="cd" * 32,
        comments=(
            ReviewComment(
                id="r1-1", place="P04/budget/-/paid", text="請說明。", author="陳", written_at=NOON
            ),
        ),
        earlier=(
            EarlierReturn(
                round_id="113-annual",
                title="113 年度執行成果",
                year_roc=113,
                agency="MOE",
                revision=2,
                payload_sha256="ef" * 32,
                values={"P04/budget/-/paid": 1_000, "P04/highlights/-/#rows": ("r1", "r2")},
                computed={"P04/budget/-/executed": 1_200, "P04/budget/-/execution_rate": "96.00"},
            ),
        ),
        items=(
            OpenItem(
                id="113-2-01", text="請提出改善方案。", agency="MOE", due_on=date(2026, 6, 30)
            ),
            OpenItem(id="113-2-02", text="持續辦理。", agency="MOE"),
        ),
    )


def refusal(path: Path) -> AppError:
    with pytest.raises(AppError) as caught:
        read_round_file(path)
    assert caught.value.code in load_sentences()
    return caught.value


def test_a_round_file_comes_back_as_it_was_written(round_file: RoundFile, tmp_path: Path) -> None:
    path = tmp_path / "填報包_04_MOE_114-annual.tbround"
    write_round_file(round_file, KEY, path)
    found, document = read_round_file(path)
    assert found == round_file
    assert document.certificate_sha256 == KEY.certificate_sha256
    assert document.signed_at == NOON
    assert document.content == canonical_bytes(round_file)


def test_a_round_file_of_an_older_version_is_refused_with_advice(
    round_file: RoundFile, tmp_path: Path
) -> None:
    content = canonical_bytes(msgspec.structs.replace(round_file, format_version=1))
    digest = hashlib.sha256(content).hexdigest().encode()
    path = tmp_path / "old.tbround"
    path.write_bytes(b'{"content":%s,"sha256":"%s","signature":null}' % (content, digest))
    assert refusal(path).code == "ROUND_FILE_UNSIGNED"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b"PK\x03\x04", "FILE_CUT_OFF"),
        (b"{}", "FILE_IS_TEXT"),
        (b"[1]", "FILE_IS_TEXT"),
        (b"\xff\xfe", "FILE_IS_TEXT"),
        (b"\x01\x02", "DOCUMENT_FOREIGN"),
    ],
)
def test_something_else_is_named(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.tbround"
    path.write_bytes(content)
    assert refusal(path).code == code


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.tbround").code == "FILE_MISSING"
    assert refusal(tmp_path).code == "FILE_IS_A_FOLDER"


def test_an_agency_the_programme_does_not_know_is_refused(
    round_file: RoundFile, tmp_path: Path
) -> None:
    path = tmp_path / "a.tbround"
    write_round_file(msgspec.structs.replace(round_file, agency="NASA"), KEY, path)
    assert refusal(path).code == "DOCUMENT_INVALID"


@pytest.mark.parametrize(
    ("version", "code"),
    [
        (ROUND_FILE.format_version + 1, "DOCUMENT_NEWER"),
        (ROUND_FILE.format_version - 1, "DOCUMENT_INVALID"),
    ],
)
def test_another_format_version_is_told(
    round_file: RoundFile, tmp_path: Path, version: int, code: str
) -> None:
    path = tmp_path / "a.tbround"
    write_round_file(msgspec.structs.replace(round_file, format_version=version), KEY, path)
    assert refusal(path).code == code


@pytest.mark.parametrize("listed_as", ["0" * 64, None])
@pytest.mark.parametrize("pem", [certificate_pem(KEY.certificate), "-----BEGIN", "憑證"])
def test_a_registry_with_a_certificate_that_is_none_or_another_is_refused(
    pem: str, listed_as: str | None, round_file: RoundFile, tmp_path: Path
) -> None:
    path = tmp_path / "a.tbround"
    sha256 = listed_as or KEY.certificate_sha256
    entry = RegistryEntry(
        agency="MOE",
        person_id="MOE-1",
        person_name="王小明",
        role=SignerRole.PREPARER,
        certificate_pem=pem,
        certificate_sha256=sha256,
        active_from=NOON,
    )
    registry = msgspec.structs.replace(round_file.registry, entries=(entry,))
    write_round_file(msgspec.structs.replace(round_file, registry=registry), KEY, path)
    if listed_as is None and pem == certificate_pem(KEY.certificate):
        assert read_round_file(path)[0].registry == registry
        return
    assert refusal(path).params["detail"] == f"certificate {sha256[:16]}"


@pytest.mark.parametrize("part", ["values", "computed"])
def test_an_earlier_value_at_no_place_is_refused(
    round_file: RoundFile, tmp_path: Path, part: str
) -> None:
    earlier = msgspec.structs.replace(round_file.earlier[0], **{part: {"P04/paid": 1}})
    path = tmp_path / "a.tbround"
    write_round_file(msgspec.structs.replace(round_file, earlier=(earlier,)), KEY, path)
    assert refusal(path).code == "DOCUMENT_INVALID"


def test_a_round_file_names_the_version_of_the_programme(
    round_file: RoundFile, tmp_path: Path
) -> None:
    path = tmp_path / "a.tbround"
    write_round_file(round_file, KEY, path)
    assert read_round_file(path)[0].programme.version == load_catalogue().version
