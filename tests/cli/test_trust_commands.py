"""The whole enrolment and a round from the command line, as scripts would do it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.cli.commands import run_command
from app.models.rounds import RoundKind
from app.models.signatures import SignerRole
from app.office.office_desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.trust.certificates import fingerprint
from app.trust.keys import SoftwareKey, create_software_key, write_pkcs12

NOW = datetime.now(UTC)


@pytest.fixture
def office(tmp_path: Path) -> str:
    store = tmp_path / "office.tianbao"
    with OfficeDesk.create(store, load_catalogue()) as desk:
        desk.open_round(
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
    from app.trust.certificates import certificate_pem

    with OfficeDesk.open(Path(office)) as desk:
        desk.register_certificate(
            certificate_pem(key.certificate), "MOE", "1", "陳小華", SignerRole.PREPARER, NOW
        )
    sha256 = key.certificate_sha256
    assert run("registry", "withdraw", sha256, "--reason", "離職", "--store", office) == 0
    capsys.readouterr()
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
        assert [each.reason for each in desk.enrolments()] == ["非本人"]
