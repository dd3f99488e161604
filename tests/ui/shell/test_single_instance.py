"""A second start hands its files to the first window."""

import gc
import json
import os
import socket as plain_sockets
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytestqt.qtbot import QtBot

from app.ui.shell import single_instance
from app.ui.shell.single_instance import (
    MOST_BYTES,
    MOST_PATHS,
    Doorkeeper,
    build_message,
    hand_over,
    pass_on,
    read_message,
)
from app.ui.shell.start_claim import StartClaim

if sys.platform == "win32":
    pytest.skip("the callers of these tests are sockets", allow_module_level=True)

Called = list[tuple[Path, ...]]

LONGEST_WAIT_S = 20


@pytest.fixture
def address() -> Iterator[str]:
    with TemporaryDirectory() as folder:  # the system allows sockets short paths only
        yield f"{folder}/door"


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


def knock(address: str) -> plain_sockets.socket:
    """A caller who is not Qt's: Qt's would keep the interpreter from the window while it waits."""
    caller = plain_sockets.socket(plain_sockets.AF_UNIX)
    caller.settimeout(LONGEST_WAIT_S)
    caller.connect(address)
    return caller


def call(qtbot: QtBot, address: str, message: bytes) -> bytes:
    """Send a message as another process would; the answer, nothing where hung up on."""

    def talk() -> bytes:
        with knock(address) as caller:
            try:
                caller.sendall(message)
                return caller.recv(100)
            except (BrokenPipeError, ConnectionResetError):
                return b""

    with ThreadPoolExecutor(1) as threads:
        future = threads.submit(talk)
        qtbot.waitUntil(future.done, timeout=LONGEST_WAIT_S * 1000)
        return future.result()


@pytest.mark.usefixtures("doorkeeper")
@pytest.mark.parametrize(
    "files",
    [
        (Path("/成果 報告.tbround"), Path("/a\nb.xlsx"), Path(os.fsdecode(b"/\xff.pdf"))),
        (),
    ],
)
def test_a_second_start_hands_its_files_over(
    qtbot: QtBot, address: str, called: Called, files: tuple[Path, ...]
) -> None:
    assert call(qtbot, address, build_message(files))
    assert called == [files]


@pytest.mark.usefixtures("qapp")
def test_where_nobody_listens_nothing_is_handed_over(address: str) -> None:
    assert not hand_over(address, ())


@pytest.mark.usefixtures("qapp")
def test_what_a_second_start_sends_is_what_the_window_hears(address: str) -> None:
    with plain_sockets.socket(plain_sockets.AF_UNIX) as window:
        window.bind(address)
        window.listen()
        sent = hand_over(address, (Path("/a.pdf"),), waits_ms=0)
        caller, _ = window.accept()
        with caller:
            assert caller.recv(100) == build_message((Path("/a.pdf"),))
    assert sent


def test_what_a_crash_left_behind_is_taken_over(qtbot: QtBot, address: str, called: Called) -> None:
    left = plain_sockets.socket(plain_sockets.AF_UNIX)
    left.bind(address)
    left.close()
    assert Path(address).exists()
    keeper = Doorkeeper(address)
    keeper.called.connect(called.append)
    assert keeper.listen()
    assert call(qtbot, address, build_message((Path("/a.pdf"),)))
    assert called == [(Path("/a.pdf"),)]
    keeper.stop()


@pytest.mark.usefixtures("doorkeeper")
@pytest.mark.parametrize("message", [b"x" * (MOST_BYTES + 1), b"{}\n"])
def test_a_caller_who_is_no_second_start_is_hung_up_on(
    qtbot: QtBot, address: str, called: Called, message: bytes
) -> None:
    assert call(qtbot, address, message) == b""
    assert called == []


def test_a_caller_who_never_ends_keeps_nobody_waiting(
    qtbot: QtBot, doorkeeper: Doorkeeper, address: str, called: Called
) -> None:
    with knock(address) as endless:
        endless.sendall(b'["/a')
        assert call(qtbot, address, build_message(()))
        assert called == [()]
        doorkeeper.stop()
        assert endless.recv(1) == b""


def test_a_window_may_end_while_it_is_spoken_to(qtbot: QtBot, address: str) -> None:
    callers = []
    for turn in range(20):
        keeper = Doorkeeper(address)
        assert keeper.listen()
        callers.append(knock(address))
        if turn % 2:
            with qtbot.waitSignal(keeper.called, timeout=LONGEST_WAIT_S * 1000):
                callers[-1].sendall(build_message((Path("/a.pdf"),)))
        keeper.stop()
    del keeper
    gc.collect()
    qtbot.wait(0)
    for each in callers:
        each.close()


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


def test_a_window_still_starting_is_waited_for(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = StartClaim(address), StartClaim(address)
    answers = [False, False, True]

    def ask(*_: object) -> bool:
        return answers.pop(0)

    monkeypatch.setattr(single_instance, "hand_over", ask)
    assert first.take()
    assert pass_on(second, ())
    assert answers == []
    first.release()


def test_a_window_that_ends_meanwhile_leaves_its_place(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = StartClaim(address), StartClaim(address)

    def find_it_ended(*_: object) -> bool:
        first.release()
        return False

    monkeypatch.setattr(single_instance, "hand_over", find_it_ended)
    assert first.take()
    assert not pass_on(second, ())
    assert not first.take()
    second.release()


def test_a_window_that_never_answers_is_not_waited_for_for_ever(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = StartClaim(address)
    monkeypatch.setattr(single_instance, "_STARTS_WITHIN_MS", 0)
    monkeypatch.setattr(single_instance, "hand_over", lambda *_: False)
    assert first.take()
    assert not pass_on(StartClaim(address), ())
    first.release()
