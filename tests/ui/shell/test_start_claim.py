"""One start at a time is the window of a user."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.ui.shell.start_claim import StartClaim, socket_address

of_sockets = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows listens at a pipe, and signals no process"
)


@pytest.fixture(autouse=True)
def _own_runtime_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with TemporaryDirectory() as folder:  # the system allows sockets short paths only
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield


@pytest.fixture
def address() -> str:
    found = socket_address(None)
    assert found is not None
    return found


def test_the_first_start_has_the_claim_until_it_lets_go(address: str) -> None:
    first, second = StartClaim(address), StartClaim(address)
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()


@of_sockets
def test_a_start_that_was_killed_leaves_no_claim(address: str) -> None:
    program = (
        "import os, sys\n"
        "from app.ui.shell.start_claim import StartClaim\n"
        "claim = StartClaim(sys.argv[1])\n"
        "assert claim.take()\n"
        "os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, address], timeout=60, check=False)
    assert killed.returncode == -9
    assert Path(f"{address}.lock").exists()
    claim = StartClaim(address)
    assert claim.take()
    claim.release()


# What Qt says on Windows of a folder that is not there.
@pytest.mark.qt_log_ignore("Got unexpected locking error 3")
def test_where_no_claim_can_be_kept_the_start_goes_on(tmp_path: Path) -> None:
    missing = tmp_path / "missing" / "address"
    assert StartClaim(str(missing)).take()
    assert StartClaim(str(missing)).take()


@of_sockets
def test_a_folder_others_may_write_to_holds_no_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    assert socket_address(None) is None


@of_sockets
def test_a_folder_too_deep_for_a_socket_holds_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ("deep" * 30)
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    assert socket_address(None) is None


def test_each_store_named_at_the_start_has_a_window_of_its_own(tmp_path: Path) -> None:
    stores = (None, tmp_path / "a.tianbao", tmp_path / "b.tianbao")
    assert len({socket_address(each) for each in stores}) == 3
