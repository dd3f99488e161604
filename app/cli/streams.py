"""Standard streams: no character and no full device ends a command before its work is done."""

import codecs
import errno
import io
import os
import stat
import sys
from typing import Any, TextIO, cast

_CLOSED_PIPE = (errno.EPIPE, errno.EINVAL)  # EINVAL: what Windows says
_Bytes = bytes | bytearray | memoryview


class _Sink(io.RawIOBase):
    """Passes bytes on until the device fails; from then on it only remembers that it did."""

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw = raw
        self.failure: OSError | None = None

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._raw.isatty()

    def fileno(self) -> int:
        return self._raw.fileno()

    def write(self, content: _Bytes, /) -> int | None:  # type: ignore[override]
        if self.failure is None:
            try:
                return self._raw.write(content)
            except OSError as problem:
                self.failure = problem
        return len(content)


class Streams:
    """Standard output and error of this process, set up once where the program is entered.

    The encoding stays the one of the platform, save through a pipe of Windows, where whoever
    reads (`more`, PowerShell) goes by the console. What it lacks is written as an escape.
    """

    def __init__(self) -> None:
        sys.stdout, self._output = _guard(sys.stdout)
        sys.stderr, _ = _guard(sys.stderr)

    @property
    def is_output_lost(self) -> bool:
        """Whether a device refused what was printed; a reader that closed its pipe lost nothing."""
        sys.stdout.flush()
        failure = None if self._output is None else self._output.failure
        return failure is not None and failure.errno not in _CLOSED_PIPE


def choose_encoding(declared: str, *, is_pipe: bool, console: int) -> str:
    """The encoding to write in; `console` is the code page of a console of Windows, or 0."""
    if not is_pipe or not console or "PYTHONIOENCODING" in os.environ:
        return declared
    try:
        return codecs.lookup(f"cp{console}").name
    except LookupError:
        return declared


def _is_pipe(raw: io.RawIOBase) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(raw.fileno()).st_mode)
    except OSError:
        return False


def _console_page() -> int:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetConsoleOutputCP())
    return 0


def _guard(stream: TextIO | None) -> tuple[TextIO, _Sink | None]:
    if stream is None:  # closed by whoever started us, or a windowed bundle
        return open(os.devnull, "w", encoding="utf-8"), None  # noqa: PTH123
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", buffer)  # PYTHONUNBUFFERED leaves out the buffer between
    if not isinstance(stream, io.TextIOWrapper) or not isinstance(raw, io.RawIOBase):
        return stream, None
    stream.flush()
    sink = _Sink(raw)
    guarded = io.TextIOWrapper(
        io.BufferedWriter(cast("Any", sink)),  # the stubs know only raw files of their own
        encoding=choose_encoding(stream.encoding, is_pipe=_is_pipe(raw), console=_console_page()),
        errors="backslashreplace",
        line_buffering=stream.line_buffering,
    )
    return guarded, sink
