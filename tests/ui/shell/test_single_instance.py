"""A second start hands its files to the first window."""

import json
import os
import socket as plain_sockets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytestqt.qtbot import QtBot

from app.ui.shell.single_instance import (
    MOST_BYTES,
    MOST_PATHS,
    Doorkeeper,
    build_message,
    hand_over,
    read_message,
    socket_address,
)

Called = list[tuple[Path, ...]]


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


@pytest.fixture
def called() -> Called:
    return []


@pytest.fixture
def doorkeeper(qtbot: QtBot, address: str, called: Called) -> Iterator[Doorkeeper]:
    keeper = Doorkeeper(address)
    keeper.called.connect(called.append)
    assert keeper.listen()
    yield keeper
    keeper.stop()


def _call(qtbot: QtBot, call: Callable[[], bool]) -> bool:
    """Call from another thread, as another process would."""
    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(call)
        qtbot.waitUntil(future.done, timeout=10_000)
        return future.result()


@pytest.mark.usefixtures("doorkeeper")
def test_a_second_start_hands_its_files_over(
    qtbot: QtBot, address: str, called: Called, tmp_path: Path
) -> None:
    files = (
        tmp_path / "成果 報告.tbround",
        tmp_path / "a\nb.xlsx",
        Path(os.fsdecode(b"/\xff.pdf")),
    )
    assert _call(qtbot, lambda: hand_over(address, files))
    assert called == [files]


@pytest.mark.usefixtures("doorkeeper")
def test_a_second_start_without_files_is_a_call_all_the_same(
    qtbot: QtBot, address: str, called: Called
) -> None:
    assert _call(qtbot, lambda: hand_over(address, ()))
    assert called == [()]


@pytest.mark.usefixtures("qapp")
def test_where_nobody_listens_the_start_goes_on(address: str) -> None:
    assert not hand_over(address, ())


def test_what_a_crash_left_behind_is_taken_over(qtbot: QtBot, address: str, called: Called) -> None:
    left = plain_sockets.socket(plain_sockets.AF_UNIX)
    left.bind(address)
    left.close()
    assert Path(address).exists()
    assert not hand_over(address, ())
    keeper = Doorkeeper(address)
    keeper.called.connect(called.append)
    assert keeper.listen()
    assert _call(qtbot, lambda: hand_over(address, (Path("/a.pdf"),)))
    assert called == [(Path("/a.pdf"),)]
    keeper.stop()


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


@pytest.mark.usefixtures("doorkeeper")
@pytest.mark.parametrize("message", [b"x" * (MOST_BYTES + 1), b"{}\n"])
def test_a_caller_who_is_no_second_start_is_hung_up_on(
    qtbot: QtBot, address: str, called: Called, message: bytes
) -> None:
    def talk() -> bool:
        with plain_sockets.socket(plain_sockets.AF_UNIX) as talking:
            talking.settimeout(10)
            talking.connect(address)
            try:
                talking.sendall(message)
                return talking.recv(1) == b""
            except (BrokenPipeError, ConnectionResetError):
                return True

    assert _call(qtbot, talk)
    assert called == []


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
