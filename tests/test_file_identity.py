"""One file of ours never takes the place of another of its kind, only of an earlier self."""

import base64
import json
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.errors import AppError
from app.file_identity import identify
from app.file_sets import plan_set
from app.files import write_atomically
from app.messages import describe_error
from app.models.record import Record
from app.own_files import OwnFile
from app.trust.papers.signed_document import sign_document
from tests.returns.sample import NOW, key

_RETURNS = Path(__file__).parent / "fixtures" / "returns" / "layout-1"


class _Document(Record, frozen=True, kw_only=True):
    """Any signed document: what is said in it, and something that differs each time."""

    agency: str = "MOE"
    format: str
    format_version: int = 1
    note: str = ""
    round: dict[str, str] = {}
    round_id: str = "114-annual"
    revision: int | None = 1
    accepted: bool = True
    files: tuple[dict[str, str], ...] = ()
    person_id: str = "MOE-01"
    role: str = "preparer"
    purpose: str = "new"
    payload_sha256: str = "ab" * 32
    pdf: str = ""


def signed(kind: str, **changes: Any) -> bytes:
    return sign_document(_Document(format=f"tianbao.{kind}", **changes), key(), NOW)


def signed_pdf(**changes: Any) -> bytes:
    said = {"agency": "MOE", "round_id": "114-annual", "round_nonce": "a", "revision": 1}
    packed = zlib.compress(json.dumps(said | changes).encode())
    return b"%PDF-1.7 /ByteRange << /Type /EmbeddedFile >>\nstream\n" + packed + b"\nendstream"


def signed_workbook(path: Path, **changes: Any) -> bytes:
    said = {"agency": "MOE", "round_id": "114-annual", "round_nonce": "a", "revision": 1}
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("_xmlsignatures/origin.sigs", "")
        package.writestr("customXml/item1.xml", f"<payload>{json.dumps(said | changes)}</payload>")
    return path.read_bytes()


def handover(**changes: Any) -> bytes:
    inner = base64.b64encode(signed_pdf(**changes)).decode()
    return signed("pending", pdf=inner)


def report(round_title: str, note: str = "") -> bytes:
    def said(key: str, text: str) -> str:
        return (
            f'<dc:{key}><rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt></dc:{key}>'
        )

    facts = said("title", "a") + said("description", round_title)
    picture = f"<x:xmpmeta>{said('title', note)}</x:xmpmeta>"
    return f"%PDF-1.7 {picture} <x:xmpmeta>{facts}<pdf:Producer>填報</pdf:Producer>".encode()


def master(path: Path, title: str) -> bytes:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "docProps/core.xml", f"<dc:title>{title}</dc:title><dc:creator>填報</dc:creator>"
        )
    return path.read_bytes()


Make = Callable[[Path], bytes]

OTHERS: dict[str, tuple[Make, Make]] = {
    "a round file of another agency": (
        lambda _: signed("round", round={"id": "114-annual", "nonce": "a"}),
        lambda _: signed("round", agency="MOL", round={"id": "114-annual", "nonce": "a"}),
    ),
    "a round file of another round": (
        lambda _: signed("round", round={"id": "114-annual", "nonce": "a"}),
        lambda _: signed("round", round={"id": "114-annual", "nonce": "b"}),
    ),
    "a receipt of another revision": (
        lambda _: signed("receipt"),
        lambda _: signed("receipt", revision=2),
    ),
    "a refusal of another file": (
        lambda _: signed("receipt", accepted=False, files=({"sha256": "a", "name": "x"},)),
        lambda _: signed("receipt", accepted=False, files=({"sha256": "b", "name": "x"},)),
    ),
    "a request of another person": (
        lambda _: signed("enrolment"),
        lambda _: signed("enrolment", person_id="MOE-02"),
    ),
    "a send-back of another return": (
        lambda _: signed("sendback"),
        lambda _: signed("sendback", payload_sha256="cd" * 32),
    ),
    "a hand-over of another revision": (lambda _: handover(), lambda _: handover(revision=2)),
    "a PDF of another agency": (lambda _: signed_pdf(), lambda _: signed_pdf(agency="MOL")),
    "a PDF of another revision": (lambda _: signed_pdf(), lambda _: signed_pdf(revision=2)),
    "a PDF of another office's round": (
        lambda _: signed_pdf(),
        lambda _: signed_pdf(round_nonce="b"),
    ),
    "a workbook of another round": (
        lambda path: signed_workbook(path),
        lambda path: signed_workbook(path, round_id="115-annual"),
    ),
    "a report of another round": (lambda _: report("114 年度"), lambda _: report("115 年度")),
    "a master workbook of another round": (
        lambda path: master(path, "方案 114 年度"),
        lambda path: master(path, "方案 115 年度"),
    ),
}


@pytest.mark.parametrize("way", ["alone", "in a set"])
@pytest.mark.parametrize("name", OTHERS)
def test_a_file_of_another_identity_is_not_replaced(tmp_path: Path, name: str, way: str) -> None:
    there, wanted = (make(tmp_path / "made.zip") for make in OTHERS[name])
    target = tmp_path / "target.bin"
    target.write_bytes(there)
    with pytest.raises(AppError) as caught:
        write_atomically(target, wanted) if way == "alone" else plan_set({target: wanted})
    assert caught.value.code == "FILE_OF_OTHER_IDENTITY"
    assert "target.bin" in describe_error(caught.value)
    assert caught.value.params["found"] != caught.value.params["wanted"]
    assert target.read_bytes() == there


@pytest.mark.parametrize(
    ("there", "wanted"),
    [
        (signed("receipt"), signed("receipt", note="later")),
        (signed_pdf(), signed_pdf(answers="changed")),
        (report("114 年度"), report("114 年度", "of another day")),
        (b"%PDF- of somebody else", report("114 年度")),
    ],
)
def test_an_earlier_self_is_replaced(tmp_path: Path, there: bytes, wanted: bytes) -> None:
    target = tmp_path / "target.bin"
    target.write_bytes(there)
    write_atomically(target, wanted)
    assert target.read_bytes() == wanted


@pytest.mark.parametrize("name", ["return.pdf", "return.xlsx"])
def test_a_return_says_whose_it_is(name: str) -> None:
    found = identify((_RETURNS / name).read_bytes())
    assert found is not None
    assert (found[0], found[1], found[3]) == ("MOE", "114-annual", "1")


@pytest.mark.parametrize("kind", OwnFile)
def test_what_does_not_say_has_no_identity(kind: OwnFile) -> None:
    beginnings = {
        OwnFile.SIGNED_PDF: b"%PDF-1.7 /ByteRange /EmbeddedFile stream\nnothing",
        OwnFile.SIGNED_WORKBOOK: b"PK _xmlsignatures/origin.sigs",
        OwnFile.KEY: bytes([0x30, 0x82, 1, 0, 2, 1, 3]) + b"x" * 20,
    }
    content = beginnings.get(kind, b'0{"format":"tianbao.' + b"round" + b'"} {"{"{"{"')
    assert not identify(content)


def test_documents_are_found_within_what_signs_them() -> None:
    said = msgspec.json.decode(msgspec.json.encode(_Document(format="tianbao.receipt")))
    found = identify(signed("receipt"))
    assert found is not None and said["agency"] == found[0]
