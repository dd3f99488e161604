"""Standard streams: no character and no full device ends a command before its work is done."""

import errno
import io
import os
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

    The encoding stays the one of the platform; what it lacks is written as an escape.
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
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=stream.line_buffering,
    )
    return guarded, sink
