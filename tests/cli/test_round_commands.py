"""`tianbao round reissue`: a round is given another version of its form."""

from datetime import date
from pathlib import Path

import pytest

from app.cli.commands import run_command
from app.models.rounds import RoundKind
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from tests.support.changed_forms import write_next_form


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "office.tianbao"
    with OfficeDesk.create(path, load_catalogue()) as desk:
        desk.rounds.open(
            RoundKind.ANNUAL_RESULTS,
            114,
            opens_on=date(2026, 1, 5),
            due_on=date(2026, 2, 15),
            closes_on=date(2026, 3, 15),
            required_roles=(SignerRole.PREPARER,),
        )
    return path


def _reissue(store: Path, form: Path, reason: str = "依會議決議") -> int:
    given = ["round", "reissue", "--round", "114-annual", "--form", str(form)]
    return run_command([*given, "--reason", reason, "--store", str(store)])


def test_what_changes_is_printed_and_done(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _reissue(store, write_next_form(tmp_path)) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "114 年度執行成果（114-annual）改用表單第 2 版"
    assert told[1] == "改名　預算執行・實支數 → 全年實支數"
    with OfficeDesk.open(store) as desk:
        assert desk.rounds.get("114-annual").form_version == 2
        assert desk.records.audit_entries("114-annual")[-1].detail["reason"] == "依會議決議"


@pytest.mark.parametrize("reason", ["", " "])
def test_a_reason_is_wanted(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], reason: str
) -> None:
    assert _reissue(store, write_next_form(tmp_path), reason) == 1
    assert "理由" in capsys.readouterr().err


def test_a_form_file_that_is_not_there_is_refused(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _reissue(store, tmp_path / "none.toml") == 1
    assert "none.toml" in capsys.readouterr().err
