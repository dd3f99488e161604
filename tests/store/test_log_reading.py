"""A log that lost anything committed is told from one whose last transaction was not finished."""

import shutil
from pathlib import Path

import pytest

from app.errors import AppError
from app.store.inspection import StoreKind
from app.store.lost_log import accept_lost_log
from app.store.store import create_store, open_store, utc_now

EDITS = 12
KEY = "officer"
HEADER, FRAME = 32, 24 + 4096


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A store as a killed program leaves it: file, log and index."""
    folder = tmp_path / "killed"
    folder.mkdir()
    with create_store(tmp_path / "office.tianbao", StoreKind.OFFICE) as store:
        for number in range(EDITS):
            with store.writing() as connection:
                store.set_meta(connection, KEY, str(number))
        for each in tmp_path.glob("office.tianbao*"):
            if each.suffix != ".lock":
                shutil.copy(each, folder)
    return folder / "office.tianbao"


def _log(path: Path) -> Path:
    return Path(f"{path}-wal")


def _code(path: Path) -> str:
    with pytest.raises(AppError) as caught:
        open_store(path, StoreKind.OFFICE).close()
    return caught.value.code


def _read(path: Path) -> str | None:
    with open_store(path, StoreKind.OFFICE) as store:
        return store.meta(KEY)


def test_a_killed_program_leaves_everything_behind(killed: Path) -> None:
    assert _read(killed) == str(EDITS - 1)


def test_a_lost_index_takes_nothing_along(killed: Path) -> None:
    Path(f"{killed}-shm").unlink()
    assert _read(killed) == str(EDITS - 1)


def _flip(log: Path, at: int) -> None:
    content = bytearray(log.read_bytes())
    content[at] ^= 0x10
    log.write_bytes(content)


def _places(log: Path) -> list[int]:
    """Header, and head, page number, salts, sums and page of every frame."""
    size = log.stat().st_size
    starts = range(HEADER, size - FRAME + 1, FRAME)
    within = (0, 5, 9, 18, 24 + 100, FRAME - 1)
    return [*range(0, HEADER, 3), *(start + each for start in starts for each in within)]


def test_one_flipped_bit_anywhere_in_the_log_is_told(killed: Path, tmp_path: Path) -> None:
    whole = _log(killed).read_bytes()
    for at in _places(_log(killed)):
        folder = tmp_path / f"flipped-{at}"
        shutil.copytree(killed.parent, folder)
        _flip(_log(folder / killed.name), at)
        assert _code(folder / killed.name) == "STORE_LOG_DAMAGED", at
        assert len(_log(folder / killed.name).read_bytes()) == len(whole)


def test_without_the_index_whole_transactions_behind_the_flipped_bit_tell(killed: Path) -> None:
    Path(f"{killed}-shm").unlink()
    _flip(_log(killed), HEADER + FRAME + 100)
    assert _code(killed) == "STORE_LOG_DAMAGED"


@pytest.mark.parametrize("kept", [0, 20, HEADER, HEADER + FRAME, HEADER + 3 * FRAME + 50])
def test_a_log_cut_short_is_told(killed: Path, kept: int) -> None:
    _log(killed).write_bytes(_log(killed).read_bytes()[:kept])
    assert _code(killed) == "STORE_LOG_DAMAGED"


def test_a_transaction_the_power_failed_in_is_no_damage(killed: Path) -> None:
    """Its frames are there, in any order; its index never came to say so."""
    content = _log(killed).read_bytes()
    unfinished = bytearray(content[-FRAME:])
    unfinished[100] ^= 0xFF
    _log(killed).write_bytes(content + unfinished)
    assert _read(killed) == str(EDITS - 1)


def test_a_log_that_is_gone_is_told_and_the_file_stays_as_it_is(killed: Path) -> None:
    _log(killed).unlink()
    before = killed.read_bytes()
    assert _code(killed) == "STORE_LOG_MISSING"
    assert killed.read_bytes() == before


def test_whoever_accepts_the_loss_goes_on_with_what_is_there(killed: Path) -> None:
    _log(killed).unlink()
    assert accept_lost_log(killed, utc_now()) is None
    assert _read(killed) is None


def test_whoever_accepts_the_loss_keeps_the_damaged_log(killed: Path) -> None:
    content = bytearray(_log(killed).read_bytes())
    _flip(_log(killed), len(content) - 200)
    damaged = _log(killed).read_bytes()
    kept = accept_lost_log(killed, utc_now())
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert _read(killed) == str(EDITS - 2)


def test_nobody_accepts_for_a_store_that_is_open(tmp_path: Path) -> None:
    path = tmp_path / "office.tianbao"
    with create_store(path, StoreKind.OFFICE), pytest.raises(AppError) as caught:
        accept_lost_log(path, utc_now())
    assert caught.value.code == "STORE_HELD"
