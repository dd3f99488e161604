"""Strangers' tools agree about our good files, and disagree when one byte is another.

Skipped where a tool is not installed. What they are, in which versions, and what nobody could try
here is in docs/interoperability.md.
"""

import base64
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import cms
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from lxml import etree

from app.returns.workbook.zip_profile import read_strict_zip, write_zip
from app.trust.certificates.certificate import certificate_pem
from tests.returns.pdf.forged_pdfs import BOTH, signed
from tests.returns.sample import key, sample, signed_workbook
from tests.returns.stamped import AUTHORITY, stamped_pdf, stamped_workbook
from tests.returns.workbook.packages import SHEET

pytestmark = pytest.mark.slow

_SUPPORT = Path(__file__).resolve().parent.parent / "support"
_SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "verify"
_POI = os.environ.get("TIANBAO_POI_VERIFIER", "")
_SYSTEM_PYTHON = "/usr/bin/python3"
_DS = "{http://www.w3.org/2000/09/xmldsig#}"


def needs(*tools: str) -> pytest.MarkDecorator:
    missing = [each for each in tools if shutil.which(each) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def _has_uno() -> bool:
    if shutil.which("soffice") is None or not Path(_SYSTEM_PYTHON).exists():
        return False
    return subprocess.run([_SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode == 0


def run(*command: str | Path) -> str:
    done = subprocess.run(
        [str(each) for each in command], capture_output=True, text=True, check=False, timeout=300
    )
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("interop") / "return.xlsx"
    path.write_bytes(signed_workbook(sample(BOTH)))
    return path


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("interop") / "return.pdf"
    path.write_bytes(signed(BOTH))
    return path


@pytest.fixture(scope="module")
def changed_workbook(workbook: Path) -> Path:
    parts = read_strict_zip(workbook.read_bytes())
    parts[SHEET] = parts[SHEET].replace(b"<v>9999</v>", b"<v>9998</v>", 1)
    path = workbook.with_name("changed.xlsx")
    path.write_bytes(write_zip(parts))
    return path


@pytest.fixture(scope="module")
def changed_pdf(pdf: Path) -> Path:
    content = pdf.read_bytes()
    place = content.index(b"/Type/Catalog")
    path = pdf.with_name("changed.pdf")
    path.write_bytes(content[: place + 8] + bytes([content[place + 8] ^ 1]) + content[place + 9 :])
    return path


# -- PDF ------------------------------------------------------------------------------------------


@needs("pdfsig")
def test_poppler_finds_both_signatures_valid(pdf: Path) -> None:
    told = run("pdfsig", "-nocert", pdf)
    assert told.count("Signature is Valid.") == 2
    assert told.count("- Total document signed") == 1
    assert told.index("Not total document signed") < told.index("- Total document signed")
    assert "ETSI.CAdES.detached" in told


@needs("pdfsig")
def test_poppler_finds_a_changed_byte(changed_pdf: Path) -> None:
    assert "Digest Mismatch" in run("pdfsig", "-nocert", changed_pdf)


@needs("qpdf")
def test_qpdf_finds_nothing_wrong_and_the_attachment(pdf: Path) -> None:
    told = run("qpdf", "--check", pdf)
    assert "No syntax or stream encoding errors found" in told
    assert run("qpdf", "--list-attachments", pdf).startswith("payload.json")


@needs("mutool")
def test_mupdf_finds_the_document_unchanged_since_the_last_signature(pdf: Path) -> None:
    """Of the first signature it says that something came after: the second one."""
    first, last = run("mutool", "sign", "-v", pdf).split("Verifying signature")[1:]
    assert "The signature is valid" in first
    assert "The document is unchanged since signing." in last


def _pdf_signatures(path: Path) -> list[tuple[bytes, bytes]]:
    """The container and the bytes it is about, by the plain rules of the format."""
    content = path.read_bytes()
    found = []
    with pikepdf.open(io.BytesIO(content)) as document:
        for field in document.Root.AcroForm.Fields:
            value = field["/V"]
            start, before, after, length = (int(each) for each in value["/ByteRange"])
            covered = content[start : start + before] + content[after : after + length]
            found.append((bytes(value["/Contents"]), covered))
    return found


def _openssl_cms(folder: Path, container: bytes, covered: bytes) -> str:
    (folder / "container.der").write_bytes(container)
    (folder / "covered.bin").write_bytes(covered)
    return run(
        "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-noverify",
        "-in", folder / "container.der", "-content", folder / "covered.bin",
        "-out", os.devnull,
    )  # fmt: skip


@needs("openssl")
def test_openssl_agrees_about_each_signature_of_the_pdf(pdf: Path, tmp_path: Path) -> None:
    signatures = _pdf_signatures(pdf)
    assert len(signatures) == 2
    for container, covered in signatures:
        assert "CMS Verification successful" in _openssl_cms(tmp_path, container, covered)
        altered = covered[:-1] + bytes([covered[-1] ^ 1])
        assert "CMS Verification failure" in _openssl_cms(tmp_path, container, altered)


@needs("openssl")
def test_openssl_agrees_about_the_timestamp_in_the_pdf(tmp_path: Path) -> None:
    path = tmp_path / "stamped.pdf"
    path.write_bytes(stamped_pdf(BOTH))
    for container, _covered in _pdf_signatures(path):
        signer = cms.ContentInfo.load(container)["content"]["signer_infos"][0]
        token = signer["unsigned_attrs"][0]["values"][0].dump()
        stamped = hashlib.sha256(signer["signature"].native).hexdigest()
        assert "Verification: OK" in _openssl_ts(tmp_path, token, stamped)
        assert "Verification: FAILED" in _openssl_ts(tmp_path, token, "00" * 32)


def _openssl_ts(folder: Path, token: bytes, digest: str) -> str:
    (folder / "token.der").write_bytes(token)
    (folder / "tsa.pem").write_text(AUTHORITY.pem, encoding="ascii")
    return run(
        "openssl", "ts", "-verify", "-digest", digest, "-in", folder / "token.der", "-token_in",
        "-CAfile", folder / "tsa.pem", "-partial_chain",
    )  # fmt: skip


@needs("pdfsig")
def test_poppler_finds_timestamped_signatures_as_valid(tmp_path: Path) -> None:
    path = tmp_path / "stamped.pdf"
    path.write_bytes(stamped_pdf(BOTH))
    told = run("pdfsig", "-nocert", path)
    assert told.count("Signature is Valid.") == 2
    assert told.count("- Total document signed") == 1


# -- workbook -------------------------------------------------------------------------------------


def _canonical(element: etree._Element) -> bytes:
    """Canonical XML of an element by itself: made the root first, or namespaces go wrong."""
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    canonical: bytes = etree.tostring(alone, method="c14n")
    return canonical


def _openssl_ecdsa(folder: Path, person: str, signed_info: bytes, value: bytes) -> str:
    half = len(value) // 2
    r, s = int.from_bytes(value[:half], "big"), int.from_bytes(value[half:], "big")
    public = key(person).certificate.public_key()
    (folder / "key.pem").write_bytes(
        public.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    (folder / "value.der").write_bytes(encode_dss_signature(r, s))
    (folder / "signed.xml").write_bytes(signed_info)
    return run(
        "openssl", "dgst", "-sha256", "-verify", folder / "key.pem",
        "-signature", folder / "value.der", folder / "signed.xml",
    )  # fmt: skip


@needs("openssl")
def test_openssl_agrees_about_each_signature_of_the_workbook(
    workbook: Path, tmp_path: Path
) -> None:
    parts = read_strict_zip(workbook.read_bytes())
    for number, person in enumerate(("preparer", "approver"), 1):
        root = etree.fromstring(parts[f"_xmlsignatures/sig{number}.xml"])
        signed_info, value = root[0], root[1]
        assert (signed_info.tag, value.tag) == (f"{_DS}SignedInfo", f"{_DS}SignatureValue")
        raw = base64.b64decode(str(value.text))
        canonical = _canonical(signed_info)
        assert "Verified OK" in _openssl_ecdsa(tmp_path, person, canonical, raw)
        assert "failure" in _openssl_ecdsa(tmp_path, person, canonical + b" ", raw).lower()


@needs("openssl")
def test_openssl_finds_the_digests_of_the_parts(workbook: Path, tmp_path: Path) -> None:
    parts = read_strict_zip(workbook.read_bytes())
    root = etree.fromstring(parts["_xmlsignatures/sig1.xml"])
    compared = 0
    for reference in root.iter(f"{_DS}Reference"):
        name = str(reference.get("URI")).partition("?")[0].lstrip("/")
        if name.startswith("#") or name.endswith(".rels"):
            continue
        (tmp_path / "part").write_bytes(parts[name])
        told = run("openssl", "dgst", "-sha256", "-hex", tmp_path / "part")
        stated = base64.b64decode(str(reference.findtext(f"{_DS}DigestValue"))).hex()
        assert told.split()[-1] == stated
        compared += 1
    assert compared >= 8


@pytest.mark.skipif(not _has_uno(), reason="not installed: LibreOffice with python3-uno")
def test_libreoffice_finds_both_signatures_valid_and_a_change_invalid(
    workbook: Path, changed_workbook: Path, tmp_path: Path
) -> None:
    stamped = tmp_path / "stamped.xlsx"
    stamped.write_bytes(stamped_workbook(BOTH))
    script = _SUPPORT / "libreoffice_signatures.py"
    done = subprocess.run(
        [_SYSTEM_PYTHON, str(script), str(tmp_path),
         str(workbook), str(changed_workbook), str(stamped)],
        capture_output=True, text=True, check=False, timeout=180,
        env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    good, changed, with_stamps = (json.loads(line) for line in done.stdout.splitlines())
    assert [each[0] for each in good] == [True, True]
    assert [each[0] for each in changed] == [False, False]
    assert [each[0] for each in with_stamps] == [True, True]
    assert "MOE-preparer" in good[0][2] or "preparer" in good[0][2]


@pytest.fixture(scope="module")
def poi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script that asks Apache POI; built where it may be written."""
    if _POI:
        return Path(_POI)
    if not _SHARED.is_dir() or shutil.which("javac") is None:
        pytest.skip("no script for Apache POI (TIANBAO_POI_VERIFIER) or no JDK")
    if not Path("/usr/share/java/poi-ooxml.jar").exists():
        pytest.skip("not installed: Apache POI")
    folder = tmp_path_factory.mktemp("poi") / "verify"
    shutil.copytree(_SHARED, folder)
    return folder / "verify_xlsx_poi.sh"


def test_apache_poi_finds_both_signatures_valid_and_every_part_covered(
    poi: Path, workbook: Path
) -> None:
    told = run("bash", poi, workbook)
    assert re.search(r"^RESULT VALID signatures=2", told, re.MULTILINE), told
    assert "UNSIGNED" not in told
    for person in ("preparer", "approver"):
        assert key(person).certificate_sha256 in told


def test_apache_poi_finds_timestamped_signatures_as_valid(poi: Path, tmp_path: Path) -> None:
    path = tmp_path / "stamped.xlsx"
    path.write_bytes(stamped_workbook(BOTH))
    told = run("bash", poi, path)
    assert re.search(r"^RESULT VALID signatures=2", told, re.MULTILINE), told


@needs("openssl")
def test_openssl_agrees_about_the_timestamp_in_the_workbook(tmp_path: Path) -> None:
    root = etree.fromstring(read_strict_zip(stamped_workbook())["_xmlsignatures/sig1.xml"])
    xades = "{http://uri.etsi.org/01903/v1.3.2#}"
    (encapsulated,) = root.iter(f"{xades}EncapsulatedTimeStamp")
    digest = hashlib.sha256(_canonical(root[1])).hexdigest()
    token = base64.b64decode(str(encapsulated.text))
    assert "Verification: OK" in _openssl_ts(tmp_path, token, digest)


def test_apache_poi_finds_a_changed_cell(poi: Path, changed_workbook: Path) -> None:
    assert "RESULT INVALID" in run("bash", poi, changed_workbook)


@needs("openssl")
def test_openssl_reads_the_certificate_and_its_fingerprint(tmp_path: Path) -> None:
    path = tmp_path / "certificate.pem"
    path.write_text(certificate_pem(key("preparer").certificate), encoding="ascii")
    told = run("openssl", "x509", "-in", path, "-noout", "-fingerprint", "-sha256")
    found = told.rpartition("=")[2].strip().replace(":", "").lower()
    assert found == key("preparer").certificate_sha256
