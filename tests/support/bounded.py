"""Running something in a process of its own and measuring what it took.

A child forked here has everything the test has built; its time and memory are its own, so that a
hostile file that eats either ends the child and not the tests.
"""

import json
import mmap
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

MOST_SECONDS = 10.0
MOST_MEGABYTES = 500.0
_MORE_ADDRESSES = 4 * 1024**3
"""Beyond what a test worker already has. Fonts are mapped: far more addresses than memory."""


@dataclass(frozen=True)
class Measured:
    """What a child answered, and what it cost. `result` is what JSON makes of the answer."""

    result: Any
    seconds: float
    """Of the processor."""
    megabytes: float
    """The most memory it held at once beyond what the fork gave it: a test worker may already
    have grown by hundreds of megabytes, which the file under test did not cost."""


def measure(work: Callable[[], Any]) -> Measured:
    """Run `work` in a child. Raises RuntimeError where the child died or raised."""
    if sys.platform == "win32":
        pytest.skip("no process of Windows forks, and none can be given less memory")
    reader, writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    given = _statm_bytes(1) / 1024**2
    child = os.fork()
    if child == 0:
        _work_and_exit(work, reader, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    _, status, usage = os.wait4(child, 0)
    if status != 0 or not answer:
        raise RuntimeError(f"the child ended with status {status}: {answer[-2000:]!r}")
    return Measured(
        result=json.loads(answer),
        seconds=usage.ru_utime + usage.ru_stime,
        megabytes=max(0.0, usage.ru_maxrss / 1024 - given),
    )


def _statm_bytes(column: int) -> int:
    """What this process holds: 0 are addresses, 1 is memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[column])
    return pages * mmap.PAGESIZE


def _work_and_exit(work: Callable[[], Any], reader: int, writer: int) -> None:
    """In the child: never returns, never runs what the parent would clean up."""
    status = 1
    try:
        os.close(reader)
        import resource

        limit = _statm_bytes(0) + _MORE_ADDRESSES
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        answer = json.dumps(work()).encode()
        status = 0
    except BaseException as problem:
        answer = f"{type(problem).__name__}: {problem}".encode()
    while answer:
        answer = answer[os.write(writer, answer) :]
    os._exit(status)


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """The result and the processor seconds, in this process."""
    started = time.process_time()
    result = work()
    return result, time.process_time() - started
