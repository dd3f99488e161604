"""Measure the time since the start of the process."""

import os
import sys
import time
from pathlib import Path

_SECOND = 1000.0


def milliseconds_since_process_start() -> float:
    """Return the elapsed milliseconds, the interpreter's own start included.

    On Linux the kernel counts the start in ticks of 10 ms.
    """
    if sys.platform == "win32":
        return _windows_elapsed_ms()
    ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    started = ticks / os.sysconf("SC_CLK_TCK")
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - started) * _SECOND


def _windows_elapsed_ms() -> float:
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined, unused-ignore]
    times = [wintypes.FILETIME() for _ in range(4)]
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    process = wintypes.HANDLE(kernel.GetCurrentProcess())
    kernel.GetProcessTimes(process, *(ctypes.byref(each) for each in times))
    created = (times[0].dwHighDateTime << 32) + times[0].dwLowDateTime
    now = wintypes.FILETIME()
    kernel.GetSystemTimeAsFileTime(ctypes.byref(now))
    current = (now.dwHighDateTime << 32) + now.dwLowDateTime
    return float(current - created) / 10_000  # units of 100 ns
