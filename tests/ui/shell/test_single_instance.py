"""A second start hands its files to the first window."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.ui.shell.single_instance import (
    MOST_BYTES,
    MOST_PATHS,
    build_message,
    hand_over,
    read_message,
    socket_address,
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


@pytest.mark.usefixtures("qapp")
def test_where_nobody_listens_the_start_goes_on(address: str) -> None:
    assert not hand_over(address, ())


@pytest.mark.parametrize(
    "message",
    [
        b"{}\n",
        b'["a", 1]\n',
        b'["relative.pdf"]\n',
        b'["/a\\u0000.pdf"]\n',
        b"no json\n",
        b"[" * 100_000 + b"\n",
        json.dumps(["/a"] * (MOST_PATHS + 1)).encode() + b"\n",
    ],
)
def test_what_no_second_start_sends_is_refused(message: bytes) -> None:
    assert read_message(message) is None


def test_a_message_is_never_longer_than_is_read() -> None:
    message = build_message([Path("/" + "年" * 200)] * MOST_PATHS)
    assert len(message) <= MOST_BYTES
    assert read_message(message)


def test_a_folder_others_may_write_to_holds_no_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    assert socket_address(None) is None


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
