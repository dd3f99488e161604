"""`tianbao clock`: the clock against what a store knows, and a person's word for it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.cli.commands import run_command
from app.models.rounds import RoundKind
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue

AHEAD = datetime.now(UTC) + timedelta(days=30)


def make_store(folder: Path, role: str) -> str:
    """A store that was last in use in a month's time."""
    path = folder / f"{role}.tianbao"
    if role == "office":
        with OfficeDesk.create(path, load_catalogue(), clock=lambda: AHEAD) as desk:
            desk.rounds.open(
                RoundKind.ANNUAL_RESULTS,
                114,
                opens_on=AHEAD.date(),
                due_on=AHEAD.date(),
                closes_on=AHEAD.date(),
                required_roles=(SignerRole.PREPARER,),
            )
    else:
        AgencyDesk.create(path, "MOE", clock=lambda: AHEAD).close()
    return str(path)


@pytest.mark.parametrize("role", ["agency", "office"])
def test_a_clock_behind_the_store_is_told_and_can_be_confirmed(
    role: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = make_store(tmp_path, role)
    assert run_command(["clock", "--store", store]) == 1
    assert "設定 → 時間與語言" in capsys.readouterr().err
    assert run_command(["clock", "--store", store, "--confirm"]) == 0
    assert "已記錄" in capsys.readouterr().out
    assert run_command(["clock", "--store", store]) == 0
    assert "相符" in capsys.readouterr().out


def test_importing_is_refused_and_verifying_warns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = make_store(tmp_path, "office")
    file = tmp_path / "some.xlsx"
    file.write_bytes(b"PK\x03\x04")
    assert run_command(["import", str(file), "--store", store]) == 1
    captured = capsys.readouterr()
    assert "暫停辦理" in captured.err
    assert captured.out == ""
    assert run_command(["verify", str(file), "--store", store]) == 1
    captured = capsys.readouterr()
    assert "暫停辦理" in captured.err
    assert "some.xlsx" in captured.out
