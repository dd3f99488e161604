"""`tianbao store`: what either role does with its store as a file."""

import shutil
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.cli.commands import run_command


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
