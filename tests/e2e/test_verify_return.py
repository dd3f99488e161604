"""`docs/verify_return.py`, run as a stranger would: it agrees with good returns and no others."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

import msgspec
import pytest

from app.forms.form_loader import load_form
from app.models.rounds import RoundFile
from app.models.signatures import Registry, SignerRole
from app.returns.layouts.part_names import PAYLOAD_PART, STYLES_PART
from app.returns.pdf.signing import sign_pdf
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from app.returns.workbook.zip_profile import read_strict_zip
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.signing_keys import KeyAlgorithm, SoftwareKey, create_software_key
from tests.returns.pdf.forged_pdfs import (
    cover_the_page,
    made,
    replace_attachment,
    replacing,
    sign_all,
    signed,
    signed_otherwise,
    unsigned,
    updated,
)
from tests.returns.sample import NOW, SIGNED_AT, key, programme, registry, sample, signed_workbook
from tests.returns.stamped import good_pdf, good_workbook
from tests.returns.workbook.packages import (
    BOTH,
    SHEET,
    added,
    changed,
    replaced,
    signed_after,
    stripped_of_second,
)
from tests.support.round_files import write_round_file

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("openssl") is None, reason="not installed: openssl"),
]
SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "verify_return.py"
NOT_NAMED = "簽章即報送資料所列 2 人 the signatures are those of the signers named"
HOLDS, FAILS = "== 所查均相符", "== 有不符之處"


@cache
def workbook() -> bytes:
    return signed_workbook(made(BOTH))


@cache
def other_workbook() -> bytes:
    """A return of the same persons with another payload."""
    return signed_workbook(sample(BOTH, reason="另一個理由。"))


def run(*arguments: str | Path) -> tuple[int, str]:
    command = [sys.executable, "-I", str(SCRIPT), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


def judge(folder: Path, *contents: bytes) -> tuple[int, str]:
    """The exit code, and what does not hold."""
    paths = []
    for number, content in enumerate(contents):
        suffix = "pdf" if content.startswith(b"%PDF") else "xlsx"
        paths.append(folder / f"return{number}.{suffix}")
        paths[-1].write_bytes(content)
    code, said = run(*paths)
    assert (HOLDS in said) == (code == 0)
    assert (FAILS in said) == (code == 1)
    return code, "\n".join(re.findall(r"\[!!\] (.*)", said))


def test_a_good_pair_holds_and_is_printed_whole(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook())
    (tmp_path / "a.pdf").write_bytes(signed(BOTH))
    code, said = run(tmp_path / "a.xlsx", tmp_path / "a.pdf")
    payload = made(BOTH).payload
    assert code == 0, said
    assert f"控制碼 control number {payload.control_number()}" in said
    assert payload.sha256() in said
    for name in msgspec.structs.fields(type(payload)):
        assert name.name in said
    for path in payload.data:
        assert f"  {path}: " in said
    for each in payload.signers:
        assert each.person_name in said
        assert each.certificate_sha256 in said
    assert "請補充 =A1 之依據，⏎並說明差異。" in said
    assert "填報人 preparer: C=TW, O=教育部, CN=王preparer" in said
    assert "NOT checked here" in said
    assert "Who the signers are was not established" in said


@pytest.mark.parametrize("make", [workbook, lambda: signed(BOTH), lambda: signed(), good_workbook])
def test_a_good_file_holds_alone(make: Callable[[], bytes], tmp_path: Path) -> None:
    assert judge(tmp_path, make()) == (0, "")


def test_a_timestamp_is_named_as_not_checked(tmp_path: Path) -> None:
    path = tmp_path / "stamped.pdf"
    path.write_bytes(good_pdf())
    assert "has a timestamp, not checked here" in run(path)[1]


def test_signatures_of_rsa_keys_hold_as_well(tmp_path: Path) -> None:
    code, problems = judge(tmp_path, signed_by_others(KeyAlgorithm.RSA))
    assert (code, problems) == (1, NOT_NAMED)


def new_key(name: str, algorithm: KeyAlgorithm = KeyAlgorithm.EC) -> SoftwareKey:
    first, last = SIGNED_AT - timedelta(days=9), SIGNED_AT + timedelta(days=99)
    return create_software_key(
        name, "x", "教育部", valid_from=first, valid_until=last, algorithm=algorithm
    )


CHANGED_WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "a digit of the payload": lambda: changed(
        workbook(), PAYLOAD_PART, replaced(b":9999,", b":9998,")
    ),
    "a cell": lambda: changed(workbook(), SHEET, replaced(b"<v>9999<", b"<v>9998<")),
    "the styles": lambda: changed(workbook(), STYLES_PART, replaced(b'val="12"', b'val="1"')),
    "a content type": lambda: changed(
        workbook(), "[Content_Types].xml", replaced(b"worksheet+xml", b"chartsheet+xml")
    ),
    "a relationship": lambda: changed(
        workbook(), "_rels/.rels", replaced(b'"xl/workbook.xml"', b'"xl/styles.xml"')
    ),
    "a part more": lambda: added(workbook(), {"xl/extra.xml": b"<x/>"}),
    "a byte behind": lambda: workbook() + b"\0",
    "the second signature away": lambda: stripped_of_second(workbook()),
    "a time of signing": lambda: changed(
        workbook(),
        "_xmlsignatures/sig1.xml",
        replaced(b"2026-01-19T01:02:03Z</mdssi", b"2026-01-19T01:02:04Z</mdssi"),
    ),
    "the certificate": lambda: changed(
        workbook(),
        "_xmlsignatures/sig1.xml",
        lambda each: re.sub(
            rb"(<X509Certificate>)[^<]*", rb"\g<1>" + certificate_of("approver"), each
        ),
    ),
    "the payload of another, signed anew": lambda: with_payload_of_another(),
    "another signer": lambda: signed_by_others(),
}


def certificate_of(person: str) -> bytes:
    pem = certificate_pem(key(person).certificate)
    return "".join(pem.splitlines()[1:-1]).encode()


def with_payload_of_another() -> bytes:
    part = read_strict_zip(other_workbook())[PAYLOAD_PART]
    return signed_after(made(BOTH), PAYLOAD_PART, lambda _: part)


def signed_by_others(algorithm: KeyAlgorithm = KeyAlgorithm.EC) -> bytes:
    """By two persons the payload does not name."""
    content = write_workbook(made(BOTH).payload, made(BOTH).document)
    for role in BOTH:
        content = sign_workbook(content, new_key("李", algorithm), role, SIGNED_AT)
    return content


@pytest.mark.parametrize("what", CHANGED_WORKBOOKS)
def test_a_changed_workbook_does_not_hold(what: str, tmp_path: Path) -> None:
    code, problems = judge(tmp_path, CHANGED_WORKBOOKS[what]())
    assert code == 1
    assert problems


def own_pdf() -> bytes:
    """Signed by two persons the payload does not name."""
    return sign_all(unsigned(BOTH), BOTH, new_key("李"), new_key("張"))


def certified() -> bytes:
    """Signed by the preparer, who is not the only one to sign."""
    return sign_pdf(unsigned(BOTH), key("preparer"), BOTH[0], SIGNED_AT)


def digit_changed() -> bytes:
    content = signed(BOTH)
    place = content.index(b"stream\n", content.index(b"application#2fjson")) + 200
    return content[:place] + bytes((content[place] ^ 1,)) + content[place + 1 :]


CHANGED_PDFS: dict[str, Callable[[], bytes]] = {
    "a bit of the payload": digit_changed,
    "a byte behind": lambda: signed(BOTH) + b"\n",
    "a page covered afterwards": lambda: updated(signed(BOTH), cover_the_page),
    "a page covered between the signatures": lambda: signed_otherwise(
        certified(),
        BOTH[1],
        replacing(b"\nendobj\n", b"\nendobj\n3 0 obj\n<</Type/Catalog>>\nendobj\n"),
    ),
    "another attachment": lambda: updated(signed(BOTH), replace_attachment),
    "no second signature": certified,
    "other signers": own_pdf,
    "the signature of another": lambda: re.sub(
        rb"/Reason<FEFF58", b"/Reason<FEFF59", signed(BOTH), count=1
    ),
}


@pytest.mark.parametrize("what", CHANGED_PDFS)
def test_a_changed_pdf_does_not_hold(what: str, tmp_path: Path) -> None:
    content = CHANGED_PDFS[what]()
    assert content != signed(BOTH)
    code, problems = judge(tmp_path, content)
    assert code == 1
    assert problems


def test_two_good_files_of_two_returns_are_no_pair(tmp_path: Path) -> None:
    code, problems = judge(tmp_path, other_workbook(), signed(BOTH))
    assert (code, problems) == (1, "報送資料相同 the same payload")


# -- with the round file --------------------------------------------------------------------------


def write_round(folder: Path, the_registry: Registry | None = None) -> tuple[Path, Path]:
    """A round file and the office's certificate."""
    office = new_key("彙整機關")
    round_file = RoundFile(
        round=made(BOTH).round,
        agency="MOE",
        form=load_form("annual-results"),
        programme=programme(),
        registry=the_registry or registry(),
        issued_at=NOW,
    )
    write_round_file(round_file, office, folder / "r.tbround")
    (folder / "office.pem").write_text(certificate_pem(office.certificate))
    return folder / "r.tbround", folder / "office.pem"


def judge_with_round(folder: Path, the_registry: Registry | None = None) -> tuple[int, str]:
    round_path, office = write_round(folder, the_registry)
    (folder / "a.xlsx").write_bytes(workbook())
    return run(folder / "a.xlsx", "--round", round_path, "--office", office)


def test_the_round_file_says_who_signed_and_what_the_places_are_called(tmp_path: Path) -> None:
    code, said = judge_with_round(tmp_path)
    assert code == 0, said
    assert "registered for this agency" in said
    assert "P06/budget/-/paid 預算執行／實支數（元）: 9999" in said
    assert "was not established" not in said


def test_a_certificate_that_is_withdrawn_or_not_listed_does_not_hold(tmp_path: Path) -> None:
    first, second = registry().entries
    for entries in (
        (first,),
        (msgspec.structs.replace(first, revoked_at=NOW), second),
        (msgspec.structs.replace(first, agency="MOL"), second),
        (msgspec.structs.replace(first, person_name="李"), second),
        (msgspec.structs.replace(first, active_from=SIGNED_AT.replace(year=2027)), second),
    ):
        listed = msgspec.structs.replace(registry(), entries=entries)
        code, said = judge_with_round(tmp_path, listed)
        assert code == 1
        assert len(re.findall(r"\[!!\] .*registered for this agency", said)) == 1


def test_a_round_file_of_another_office_or_a_damaged_one_does_not_hold(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook())
    round_path, _ = write_round(tmp_path)
    other = tmp_path / "other.pem"
    other.write_text(certificate_pem(key().certificate))
    code, said = run(tmp_path / "a.xlsx", "--round", round_path, "--office", other)
    assert (code, "[!!] 簽章者即所給" in said) == (1, True)
    content = round_path.read_bytes()
    round_path.write_bytes(content.replace("114年度".encode(), "115年度".encode(), 1))
    code, said = run(tmp_path / "a.xlsx", "--round", round_path)
    assert (code, "[!!] 簽章與內容不符" in said) == (1, True)


# -- around it ------------------------------------------------------------------------------------


def test_it_runs_without_any_of_our_packages(tmp_path: Path) -> None:
    script = tmp_path / "alone.py"
    script.write_bytes(SCRIPT.read_bytes())
    (tmp_path / "a.xlsx").write_bytes(workbook())
    command = [sys.executable, "-I", "-S", str(script), "a.xlsx"]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, timeout=120)
    assert done.returncode == 0, done.stderr


def test_what_is_no_return_is_not_judged(tmp_path: Path) -> None:
    other = tmp_path / "a.txt"
    other.write_text("x")
    assert run(other)[0] == 2
    assert run(tmp_path / "none.xlsx")[0] == 2
    empty = tmp_path / "a.pdf"
    empty.write_bytes(b"%PDF-1.7\n%%EOF\n")
    assert run(empty)[0] == 1


def test_no_character_of_a_file_acts_on_the_terminal(tmp_path: Path) -> None:
    content = write_workbook(made().payload, made().document)
    own = new_key("李\u202e\nnotAfter=Jan  1 00:00:00 2099 GMT")
    path = tmp_path / "a.xlsx"
    path.write_bytes(sign_workbook(content, own, SignerRole.PREPARER, SIGNED_AT))
    _, said = run(path)
    assert all(each.isprintable() for line in said.splitlines() for each in line)
    assert len(said.splitlines()) == said.count("\n")
