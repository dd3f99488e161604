"""One program at a time on one store, whatever it is called."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import AppError
from app.store.inspection import StoreKind
from app.store.store import create_store, open_store
from tests.support.special_files import make_link

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed office store."""
    store = tmp_path / "office.tianbao"
    create_store(store, StoreKind.OFFICE).close()
    return store


def _refusal(path: Path, kind: StoreKind = StoreKind.OFFICE) -> AppError:
    with pytest.raises(AppError) as caught:
        open_store(path, kind).close()
    return caught.value


def test_a_refused_store_is_not_left_locked(path: Path) -> None:
    assert _refusal(path, StoreKind.AGENCY).code == "STORE_WRONG_ROLE"
    open_store(path, StoreKind.OFFICE).close()
    assert not path.with_name("office.tianbao.lock").exists()


def test_a_second_opening_is_refused_while_the_first_lasts(path: Path) -> None:
    with open_store(path, StoreKind.OFFICE):
        assert _refusal(path).code == "STORE_HELD"
    open_store(path, StoreKind.OFFICE).close()


_HOLD = (
    "import sys; from pathlib import Path\n"
    "from app.store.inspection import StoreKind\n"
    "from app.store.store import open_store\n"
    "store = open_store(Path(sys.argv[1]), StoreKind.OFFICE)\n"
    "print('open', flush=True); sys.stdin.read()\n"
)


@pytest.mark.slow
def test_another_program_keeps_us_out_until_it_dies_however_it_dies(path: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        assert _refusal(path).code == "STORE_HELD"
        other.kill()
    with open_store(path, StoreKind.OFFICE) as store:
        assert store.interrupted_session is not None


def test_a_symbolic_link_does_not_open_a_store_twice(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "mine.tianbao"
    link.parent.mkdir()
    make_link(link, path)
    with open_store(path, StoreKind.OFFICE):
        assert _refusal(link).code == "STORE_HELD"
    with open_store(link, StoreKind.OFFICE) as store:
        assert _refusal(path).code == "STORE_HELD"
        assert store.path == path
    assert [each.name for each in link.parent.iterdir()] == [link.name]


def test_a_linked_folder_does_not_open_a_store_twice(path: Path, tmp_path: Path) -> None:
    make_link(tmp_path / "folder", path.parent)
    with open_store(tmp_path / "folder" / path.name, StoreKind.OFFICE):
        assert _refusal(path).code == "STORE_HELD"


def test_a_way_round_does_not_open_a_store_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    with open_store(Path(path.name), StoreKind.OFFICE) as store:
        assert _refusal(path.parent / "." / "x" / ".." / path.name).code == "STORE_HELD"
        monkeypatch.chdir("/")
        assert store.meta("app_version") is not None


def test_a_store_with_two_names_on_the_disk_is_opened_under_neither(
    path: Path, tmp_path: Path
) -> None:
    """Each name would have a log of its own, even one after the other."""
    second = tmp_path / "second.tianbao"
    with open_store(path, StoreKind.OFFICE) as store:
        os.link(path, second)
        assert _refusal(second).code == "STORE_OTHER_NAME"
        with store.writing() as connection:
            store.set_meta(connection, "agency", "kept")
    assert _refusal(path).code == "STORE_OTHER_NAME"
    assert not second.with_name("second.tianbao-wal").exists()
    second.unlink()
    with open_store(path, StoreKind.OFFICE) as store:
        assert store.meta("agency") == "kept"


def test_a_lock_file_left_behind_keeps_nobody_out(path: Path) -> None:
    left = path.with_name("office.tianbao.lock")
    left.write_text("4711\n", encoding="ascii")
    with open_store(path, StoreKind.OFFICE):
        assert _refusal(path).code == "STORE_HELD"
    assert not left.exists()


def test_the_lock_is_beside_the_store_so_that_it_can_be_read_and_copied(path: Path) -> None:
    with open_store(path, StoreKind.OFFICE):
        read = "import sys; print(open(sys.argv[1], 'rb').read(15).decode())"
        copied = subprocess.run([sys.executable, "-c", read, str(path)], capture_output=True)
    assert copied.stdout.startswith(b"SQLite format 3")
