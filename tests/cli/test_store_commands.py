"""`tianbao store` and `tianbao clock`: what either role does with its store, and its time."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.cli.commands import run_command
from app.models.rounds import RoundKind
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue


def _copy_open(folder: Path) -> Path:
    """A copy of an open store's file alone."""
    with AgencyDesk.create(folder / "moe.tianbao", "MOE") as desk:
        with desk.store.writing() as connection:
            desk.store.set_meta(connection, "officer", "王")
        return Path(shutil.copy(desk.path, folder / "copy.tianbao"))


def test_a_copy_without_its_log_is_refused_until_the_loss_is_accepted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copied = str(_copy_open(tmp_path))
    assert run_command(["clock", "--store", copied]) == 1
    assert "tianbao store accept-loss" in capsys.readouterr().err
    assert run_command(["store", "accept-loss", "--store", copied]) == 0
    assert run_command(["clock", "--store", copied]) == 0


@pytest.mark.parametrize("role", ["agency", "office"])
def test_a_backup_lies_beside_the_store_and_opens_like_it(
    role: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "a.tianbao"
    if role == "agency":
        AgencyDesk.create(store, "MOE").close()
    else:
        OfficeDesk.create(store, load_catalogue()).close()
    assert run_command(["store", "backup", "--store", str(store)]) == 0
    backup = Path(capsys.readouterr().out.strip())
    assert backup.parent == tmp_path
    assert run_command(["clock", "--store", str(backup)]) == 0


def test_a_backup_never_replaces_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "a.tianbao"
    AgencyDesk.create(store, "MOE").close()
    other = tmp_path / "b.tianbao"
    AgencyDesk.create(other, "MOI").close()
    before = other.read_bytes()
    assert run_command(["store", "backup", "--store", str(store), "--out", str(other)]) == 1
    assert "b.tianbao" in capsys.readouterr().err
    assert other.read_bytes() == before


AHEAD = datetime.now(UTC) + timedelta(days=30)


def make_store_ahead(folder: Path, role: str) -> str:
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
    store = make_store_ahead(tmp_path, role)
    assert run_command(["clock", "--store", store]) == 1
    assert "設定 → 時間與語言" in capsys.readouterr().err
    assert run_command(["clock", "--store", store, "--confirm"]) == 0
    assert "已記錄" in capsys.readouterr().out
    assert run_command(["clock", "--store", store]) == 0
    assert "相符" in capsys.readouterr().out


def test_importing_is_refused_and_verifying_warns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = make_store_ahead(tmp_path, "office")
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
