"""One window a user: a second start hands its files to the first window and ends.

The two speak over a local socket only the user may open. What comes in is believed no more than
a file dropped on the window: it is bounded, and only names of files.
"""

import hashlib
import json
import os
import stat
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.config import local_data_folder

MOST_BYTES = 1_000_000
MOST_PATHS = 2_000
_WAITED_FOR_MS = 5_000
_LONGEST_ADDRESS = 100
"""Systems allow sockets 104 bytes or more."""
_TAKEN = b"taken\n"
_END = b"\n"
_ANY_PROCESS = 0xFFFFFFFF


def socket_address(store: Path | None) -> str | None:
    """Where the user's window listens, or that of a store named at the start; None: nowhere."""
    place = f"{local_data_folder().absolute()}|{'' if store is None else store.resolve()}"
    digest = hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()
    name = f"tianbao-{digest[:24]}"
    if sys.platform == "win32":
        return name  # a pipe, which only the user may open
    folder = _own_folder()
    if folder is None or len(os.fsencode(folder / name)) > _LONGEST_ADDRESS:
        return None
    return str(folder / name)


def _own_folder() -> Path | None:
    """A folder nobody else can put a socket into: names in the common one are for the taking."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    folder = Path(given) if given else Path(tempfile.gettempdir()) / f"tianbao-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return folder if is_ours and not found.st_mode & 0o077 else None


def hand_over(address: str, paths: Sequence[Path]) -> bool:
    """Give files to the window that listens there; False where there is none.

    One too busy to answer has the message all the same, and reads it when it is done.
    """
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(_WAITED_FOR_MS):
        return False
    _let_the_other_come_to_the_front()
    socket.write(build_message(paths))
    socket.waitForBytesWritten(_WAITED_FOR_MS)
    socket.waitForReadyRead(_WAITED_FOR_MS)
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
        """Listen no more."""
        self._server.close()

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._heard[socket] = b""
            # Bound to this object: a lambda would be called by a socket that dies after it.
            socket.readyRead.connect(self._hear_sender)
            socket.disconnected.connect(self._forget_sender)
            self._hear(socket)

    def _hear_sender(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if socket not in self._heard:
            return
        heard = self._heard[socket] + bytes(socket.read(MOST_BYTES + 1).data())
        self._heard[socket] = heard
        if len(heard) > MOST_BYTES:
            self._refuse(socket)
        elif heard.endswith(_END):
            paths = read_message(heard)
            if paths is None:
                self._refuse(socket)
                return
            del self._heard[socket]
            socket.write(_TAKEN)
            socket.flush()
            self.called.emit(paths)

    def _refuse(self, socket: QLocalSocket) -> None:
        self._heard.pop(socket, None)
        socket.abort()

    def _forget_sender(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._heard.pop(socket, None)
            socket.deleteLater()
