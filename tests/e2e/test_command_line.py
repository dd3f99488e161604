"""The command line on the stores of the cycle: what scripts rely on."""

import json
import shutil
from pathlib import Path

import pytest

from app.cli.commands import run_command
from app.demo.folders import DemoFolders
from app.demo.officers import approver_folder
from app.trust.keys.office_authority import list_key_paths
from tests.e2e.conftest import first_return

pytestmark = pytest.mark.slow

KEYS = {
    "file",
    "accepted",
    "code",
    "message",
    "agency",
    "round",
    "revision",
    "control_number",
    "signers",
}


@pytest.fixture
def office(folders: DemoFolders, tmp_path: Path) -> str:
    """A copy of the office's store."""
    return str(shutil.copy(folders.office_store, tmp_path / "office.tianbao"))


def test_verify_prints_one_document_a_file(
    folders: DemoFolders, office: str, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(first_return(folders, "MOE", suffix)) for suffix in (".xlsx", ".pdf")]
    assert run_command(["verify", *files, "--store", office, "--json"]) == 0
    results = json.loads(capsys.readouterr().out)
    assert [KEYS - set(each) for each in results] == [set(), set()]
    assert [each["kind"] for each in results] == ["workbook", "pdf"]
    assert results[0]["control_number"] == results[1]["control_number"]
    assert {each["agency"] for each in results} == {"MOE"}
    signers = [[(one["role"], one["person"]) for one in each["signers"]] for each in results]
    assert signers == [[("preparer", "教育部填報人"), ("approver", "教育部核定人")]] * 2


def test_an_agency_verifies_its_own_pair_and_the_offices_files(
    folders: DemoFolders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(shutil.copy(folders.agency("NDC") / "NDC.tianbao", tmp_path / "agency.tianbao"))
    pair = [first_return(folders, "NDC", suffix) for suffix in (".xlsx", ".pdf")]
    receipt = next(folders.receipts.glob("*_NDC_*_r1.tbreceipt"))
    (round_file,) = (folders.root / "office" / "填報包").glob("*_NDC_*.tbround")
    files = [str(each) for each in (*pair, receipt, round_file)]
    assert run_command(["verify", *files, "--store", store, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["kind"] for each in found] == [
        "workbook",
        "pdf",
        "tianbao.receipt",
        "tianbao.round",
    ]
    assert [each["signer_standing"] for each in found] == [None, None, "office", "office"]
    other = str(first_return(folders, "MOE", ".xlsx"))
    assert run_command(["verify", other, "--store", store]) == 0
    assert "VERIFIED" not in capsys.readouterr().out


def test_an_import_answers_with_receipts_where_asked(
    folders: DemoFolders, office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = str(first_return(folders, "NDC", ".xlsx"))
    out = tmp_path / "回條"
    arguments = ["import", good, "--store", office, "--receipts", str(out)]
    assert run_command(arguments) == 1  # locked: nothing is offered before that is known
    assert "鎖" in capsys.readouterr().err
    for each in list_key_paths(folders.office_store):
        shutil.copy(each, Path(office).parent)
    arguments += ["--passphrase-file", str(folders.office_passphrase)]
    assert run_command(arguments) == 0
    assert "ALREADY" not in capsys.readouterr().out
    assert not out.exists()  # the cycle has answered this file
    broken = tmp_path / "x.pdf"
    broken.write_bytes(b"%PDF-")
    assert run_command([*arguments[:1], str(broken), *arguments[1:]]) == 1
    assert not out.exists()  # it does not say whose it is


def test_a_stranger_file_is_refused_with_its_reason_and_exit_one(
    folders: DemoFolders, office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = tmp_path / "notes.xlsx"
    stranger.write_bytes(b"not a workbook at all")
    good = str(first_return(folders, "NDC", ".xlsx"))
    assert run_command(["import", str(stranger), good, "--store", office, "--json"]) == 1
    refused, accepted = json.loads(capsys.readouterr().out)
    assert (refused["accepted"], accepted["accepted"]) == (False, True)
    assert refused["message"] != refused["code"]
    assert accepted["code"] == "ALREADY_IMPORTED"


def test_the_report_command_writes_pdf_and_workbook(
    office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, book = tmp_path / "r.pdf", tmp_path / "m.xlsx"
    arguments = ["report", "--store", office, "--round", "114-annual", "--out", str(pdf)]
    assert run_command([*arguments, "--workbook", str(book)]) == 0
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert book.read_bytes().startswith(b"PK")
    assert capsys.readouterr().out.split() == [str(pdf), str(book)]


def test_the_report_of_an_unknown_round_is_refused(
    office: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "r.pdf"
    arguments = ["report", "--store", office, "--round", "99-annual", "--out", str(out)]
    assert run_command(arguments) == 1
    assert "99-annual" in capsys.readouterr().err
    assert not out.exists()


def test_check_and_two_acts_of_signing_work_on_an_agencys_store(
    folders: DemoFolders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = folders.agency("NDC")
    store = str(shutil.copy(home / "NDC.tianbao", tmp_path / "agency.tianbao"))
    assert run_command(["check", "--store", store, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    out = tmp_path / "o"
    assert run_command(["export", *key_options(store, home), "--out", str(out)]) == 1
    assert "approval request" in capsys.readouterr().err and not out.exists()
    file = str(tmp_path / "NDC.tbpending")
    assert run_command(["approval", "request", *key_options(store, home), "--out", file]) == 0
    second = key_options(store, approver_folder(home))
    assert run_command(["approval", "sign", *second, "--out", str(out)]) == 0
    assert sorted(each.suffix for each in out.iterdir()) == [".pdf", ".xlsx"]


def key_options(store: str, home: Path) -> list[str]:
    """One person signs with the key of that folder on one store."""
    key, passphrase = str(home / "NDC.p12"), str(home / "passphrase.txt")
    return ["--store", store, "--key", key, "--passphrase-file", passphrase]


def test_a_wrong_passphrase_writes_nothing(
    folders: DemoFolders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = folders.agency("NDC")
    store = str(shutil.copy(home / "NDC.tianbao", tmp_path / "agency.tianbao"))
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase\n", encoding="utf-8")
    arguments = ["export", "--store", store, "--key", str(home / "NDC.p12")]
    arguments += ["--passphrase-file", str(wrong), "--out", str(tmp_path / "o")]
    assert run_command(arguments) == 1
    assert "通行碼" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()
