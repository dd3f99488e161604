"""One window a user: a second start hands its files to the first window and ends.

The two speak over a local socket only the user may open. What comes in is believed no more than
a file dropped on the window: it is bounded, and only names of files.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.ui.shell.start_claim import StartClaim

MOST_BYTES = 1_000_000
MOST_PATHS = 2_000
_STARTS_WITHIN_MS = 20_000
_ASKED_AGAIN_AFTER_MS = 50
_TAKEN = b"taken\n"
_END = b"\n"
_ANY_PROCESS = 0xFFFFFFFF


def pass_on(claim: StartClaim, paths: Sequence[Path]) -> bool:
    """Give files to the window that has the claim; False where the claim is ours after all.

    That window may still be starting, or be about to end.
    """
    deadline = QDeadlineTimer(_STARTS_WITHIN_MS)
    while not hand_over(claim.address, paths):
        if claim.take() or deadline.hasExpired():
            return False
        QThread.msleep(_ASKED_AGAIN_AFTER_MS)
    return True


def hand_over(address: str, paths: Sequence[Path], waits_ms: int = 5_000) -> bool:
    """Give files to the window that listens there; False where there is none.

    One too busy to answer has the message all the same, and reads it when it is done.
    """
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(waits_ms):
        return False
    _let_the_other_come_to_the_front()
    socket.write(build_message(paths))
    socket.waitForBytesWritten(waits_ms)
    socket.waitForReadyRead(waits_ms)
    return True


def build_message(paths: Sequence[Path]) -> bytes:
    """The message that names files, as many as one message holds."""
    names = [str(each.absolute()) for each in paths[:MOST_PATHS]]
    while len(message := json.dumps(names).encode("ascii") + _END) > MOST_BYTES:
        names = names[: len(names) // 2]
    return message


def _let_the_other_come_to_the_front() -> None:
    """Windows lets only the program in front, which is this one, put another there."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)


def read_message(message: bytes) -> tuple[Path, ...] | None:
    """The files a message names; None for anything that no second start of ours would send."""
    try:
        names = json.loads(message)
    except (ValueError, RecursionError):
        return None
    if not isinstance(names, list) or len(names) > MOST_PATHS:
        return None
    if not all(isinstance(each, str) and each and "\0" not in each for each in names):
        return None
    paths = tuple(Path(each) for each in names)
    return paths if all(each.is_absolute() for each in paths) else None


class Doorkeeper(QObject):
    """Listens for second starts, as long as it lives."""

    called = Signal(object)
    """Somebody started the program again, with these files (a tuple of paths, perhaps empty)."""

    def __init__(self, address: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._heard: dict[QLocalSocket, bytes] = {}
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self) -> bool:
        """Listen from now on; what a program that crashed left behind is taken over."""
        if self._server.listen(self._address):
            return True
        QLocalServer.removeServer(self._address)
        return self._server.listen(self._address)

    def stop(self) -> None:
        """Listen no more, and hang up on whoever is still there."""
        self._server.close()
        for socket in self._server.findChildren(QLocalSocket):
            socket.abort()

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._heard[socket] = b""
            # Bound to this object, which Qt then forgets when it dies. A lambda would keep it
            # alive, until a socket's destructor lets go of it: and it owns that very socket.
            socket.readyRead.connect(self._hear_sender)
            socket.disconnected.connect(self._forget_sender)
            self._hear(socket)

    def _hear_sender(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket in self._heard:
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        heard = self._heard[socket] + bytes(socket.read(MOST_BYTES + 1).data())
        self._heard[socket] = heard
        if len(heard) > MOST_BYTES:
            socket.abort()
        elif heard.endswith(_END):
            paths = read_message(heard)
            if paths is None:
                socket.abort()
                return
            del self._heard[socket]
            socket.write(_TAKEN)
            socket.flush()
            self.called.emit(paths)

    def _forget_sender(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._heard.pop(socket, None)
            socket.deleteLater()
