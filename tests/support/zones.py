"""A computer that stands somewhere else than in Taiwan."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

ELSEWHERE = ("America/Los_Angeles", "UTC", "Pacific/Kiritimati")
"""West of Taiwan by 16 hours, by 8, and east of it by 6."""


@contextmanager
def computer_in(zone: str) -> Iterator[None]:
    """Give this process another time zone of its own; skips where that cannot be done."""
    if not hasattr(time, "tzset"):
        pytest.skip("Windows sets no time zone for one process")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        try:
            yield
        finally:
            patch.undo()
            time.tzset()
