"""The whole enrolment and a round from the command line, as scripts would do it."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.cli.commands import run_command
from app.models.enrolment import EnrolmentKind
from app.models.periods import format_taiwan_day_short
from app.models.rounds import RoundKind
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.trust.certificates.certificate import certificate_pem, fingerprint
from app.trust.keys.pkcs12 import write_pkcs12
from app.trust.keys.signing_keys import SoftwareKey, create_software_key
from tests.support.authorities import below, make_authority, make_person, root
from tests.support.soft_tokens import PIN, add_token, put_on_token, soft_tokens
from tests.trust.policy.policies import BUILTIN_TEXT, write_policy

NOW = datetime.now(UTC)


@pytest.fixture
def office(tmp_path: Path) -> str:
    store = tmp_path / "office.tianbao"
    with OfficeDesk.create(store, load_catalogue()) as desk:
        desk.rounds.open(
            RoundKind.ANNUAL_RESULTS,
            114,
            opens_on=NOW.date(),
            due_on=NOW.date(),
            closes_on=NOW.date(),
            required_roles=(SignerRole.PREPARER,),
        )
    return str(store)


@pytest.fixture
def passphrase(tmp_path: Path) -> str:
    path = tmp_path / "passphrase.txt"
    path.write_text("一個夠長的通行碼\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def key(tmp_path: Path) -> SoftwareKey:
    made = create_software_key(
        "陳小華",
        "MOE-02",
        "教育部",
        valid_from=NOW - timedelta(days=1),
        valid_until=NOW + timedelta(days=700),
    )
    write_pkcs12(made, tmp_path / "chen.p12", "一個夠長的通行碼".encode())
    return made


def run(*arguments: str) -> int:
    return run_command(arguments)


@pytest.mark.slow
def test_a_person_is_enrolled_and_a_round_reaches_the_agency(
    office: str,
    passphrase: str,
    key: SoftwareKey,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with_key = ["--store", office, "--passphrase-file", passphrase]
    assert run("registry", "office-key", "--store", office) == 1
    assert run("registry", "make-key", *with_key) == 0
    request = str(tmp_path / "chen.tbenrol")
    who = ["--agency", "MOE", "--person", "陳小華", "--person-id", "MOE-02", "--role", "preparer"]
    signed = ["--key", str(tmp_path / "chen.p12"), "--passphrase-file", passphrase]
    assert run("enroll", "request", *signed, *who, "--out", request) == 0
    assert run("enroll", "import", request, "--store", office) == 0
    capsys.readouterr()
    assert run("enroll", "list", "--store", office, "--json") == 0
    (waiting,) = json.loads(capsys.readouterr().out)
    assert (waiting["state"], waiting["fingerprint"]) == ("pending", fingerprint(key.certificate))
    confirm = ["enroll", "confirm", str(waiting["number"]), *with_key]
    assert run(*confirm, "--fingerprint", "0000 0000 0000 0000 0000 0000") == 1
    assert run(*confirm, "--fingerprint", waiting["fingerprint"]) == 0
    rounds = str(tmp_path / "rounds")
    to_moe = ["--round", "114-annual", "--agency", "MOE", "--out", rounds]
    assert run("round", "write", *to_moe, "--store", office) == 1  # locked
    assert run("round", "write", *to_moe, *with_key) == 0
    (written,) = Path(rounds).iterdir()
    capsys.readouterr()
    assert run("round", "show", str(written)) == 0
    shown = json.loads(capsys.readouterr().out)
    agency = str(tmp_path / "moe.tianbao")
    assert run("round", "receive", str(written), "--store", agency) == 1
    given = ["--fingerprint", shown["office_fingerprint"]]
    assert run("round", "receive", str(written), "--store", agency, *given) == 0
    assert shown["agency"] == "MOE"
    assert "114 年度執行成果" in capsys.readouterr().out


def test_the_registry_is_listed_and_a_certificate_withdrawn(
    office: str, key: SoftwareKey, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with OfficeDesk.open(Path(office)) as desk:
        desk.registry.register(
            certificate_pem(key.certificate), "MOE", "1", "陳小華", SignerRole.PREPARER, NOW
        )
    sha256 = key.certificate_sha256
    assert run("registry", "withdraw", sha256, "--reason", "離職", "--store", office) == 0
    withdrawn = f"已註銷（{format_taiwan_day_short(datetime.now(UTC))}）：離職"
    assert capsys.readouterr().out == f"MOE 陳小華 {withdrawn}\n"
    assert run("registry", "list", "--store", office) == 0
    assert withdrawn in capsys.readouterr().out
    assert run("registry", "list", "--store", office, "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["sequence"] == 2
    assert [each["reason"] for each in listed["entries"]] == ["離職"]


def test_a_request_is_rejected_with_its_reason(
    office: str, passphrase: str, key: SoftwareKey, tmp_path: Path
) -> None:
    request = str(tmp_path / "chen.tbenrol")
    who = ["--agency", "MOE", "--person", "陳小華", "--person-id", "MOE-02", "--role", "approver"]
    signed = ["--key", str(tmp_path / "chen.p12"), "--passphrase-file", passphrase]
    assert run("enroll", "request", *signed, *who, "--out", request) == 0
    assert run("enroll", "import", request, "--store", office) == 0
    assert run("enroll", "reject", "1", "--reason", "非本人", "--store", office) == 0
    with OfficeDesk.open(Path(office)) as desk:
        assert [each.reason for each in desk.enrolments.all()] == ["非本人"]


def test_a_request_may_be_signed_with_a_card(
    office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")
    card = make_person(below(), start=NOW - timedelta(days=1), until=NOW + timedelta(days=300))
    pin_file, request = tmp_path / "pin.txt", tmp_path / "card.tbenrol"
    pin_file.write_text(PIN, encoding="ascii")
    who = ["--agency", "MOE", "--person", "陳小華", "--person-id", "MOE-02", "--role", "preparer"]
    with soft_tokens(tmp_path, monkeypatch) as module:
        add_token(module, "卡片甲")
        put_on_token(module, "卡片甲", card.certificate, card.private_key)
        signed = ["--token", "--pkcs11-module", str(module), "--pin-file", str(pin_file)]
        assert run("enroll", "request", *signed, *who, "--out", str(request)) == 0
    assert fingerprint(card.certificate) in capsys.readouterr().out
    assert run("enroll", "import", str(request), "--store", office) == 0
    with OfficeDesk.open(Path(office)) as desk:
        (waiting,) = desk.enrolments.all()
    assert waiting.request.kind is EnrolmentKind.PIN


@pytest.mark.slow
def test_roots_are_added_listed_and_removed(
    office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = make_person(make_authority(), until=NOW + timedelta(days=300))
    with OfficeDesk.open(Path(office)) as desk:
        pem = certificate_pem(stranger.certificate)
        desk.registry.register(pem, "MOE", "1", "陳小華", SignerRole.PREPARER, NOW)
    chain = tmp_path / "chain.pem"
    chain.write_bytes(root().pem + below().pem)
    assert run("registry", "anchors", "add", str(chain), "--store", office) == 0
    told = capsys.readouterr().out
    assert "已匯入 根憑證 政府憑證總管理中心" in told
    assert "憑證鏈不符 MOE 陳小華（untrusted）" in told
    assert run("registry", "anchors", "list", "--store", office) == 0
    assert re.search(r"根憑證 .+ 有效至 \d{3}年\d+月\d+日 ", capsys.readouterr().out)
    assert run("registry", "anchors", "list", "--store", office, "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [each["kind"] for each in listed] == ["root", "intermediate"]
    for each in listed:
        assert run("registry", "anchors", "remove", each["sha256"], "--store", office) == 0
    capsys.readouterr()
    assert run("registry", "anchors", "list", "--store", office) == 0
    assert capsys.readouterr().out == ""
    assert run("registry", "anchors", "remove", "00", "--store", office) == 1


def test_the_offices_passphrase_is_changed_and_its_fingerprint_stays(
    office: str, passphrase: str, tmp_path: Path
) -> None:
    new = tmp_path / "new.txt"
    new.write_text("另一個更長的通行碼\n", encoding="utf-8")
    with_key = ["--store", office, "--passphrase-file", passphrase]
    assert run("registry", "make-key", *with_key) == 0
    with OfficeDesk.open(Path(office)) as desk:
        before = desk.keys.certificate()
    changing = ["registry", "passphrase", *with_key, "--new-passphrase-file", str(new)]
    assert run(*changing) == 0
    assert run(*changing) == 1  # the old one opens nothing any more
    with OfficeDesk.open(Path(office)) as desk:
        desk.keys.unlock("另一個更長的通行碼")
        assert desk.keys.certificate() == before


def test_an_offices_policy_is_shown_imported_and_removed(
    office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_policy(tmp_path, BUILTIN_TEXT.replace("2027-01-01", "2028-07-01"))
    assert run("registry", "policy", "show", "--store", office) == 0
    assert "RSA 2048 位元以上：自 116年1月1日起不再採用" in capsys.readouterr().out
    assert run("registry", "policy", "import", str(path), "--store", office) == 0
    assert "自 117年7月1日起不再採用" in capsys.readouterr().out
    assert run("registry", "policy", "show", "--store", office, "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["own"] is True
    assert shown["policy"]["keys"][4]["refused_from"] == "2028-07-01"
    assert run("registry", "policy", "remove", "--store", office) == 0
    assert "內建" in capsys.readouterr().out
    assert run("registry", "policy", "remove", "--store", office) == 1
    broken = write_policy(tmp_path, "title = 1\n")
    assert run("registry", "policy", "import", str(broken), "--store", office) == 1
    assert "第 1 行" in capsys.readouterr().err


def test_a_key_file_that_is_none_of_the_stores_is_named(
    office: str, passphrase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stray = Path(office).with_name("office.0123456789ab.office-key.p12")
    stray.touch()
    assert run("registry", "make-key", "--store", office, "--passphrase-file", passphrase) == 0
    assert stray.name in capsys.readouterr().err
    assert run("registry", "office-key", "--store", office) == 0
    captured = capsys.readouterr()
    assert stray.name in captured.err
    key_file = captured.out.split("金鑰檔 ")[1].strip()
    assert Path(key_file).is_file() and Path(key_file) != stray
