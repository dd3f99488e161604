"""The inbox (收件): importing returned files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app.models.received import ImportResult
from app.office.bench import OfficeBench
from app.office.clock import OfficeClock
from app.office.importing.examination import Examiner
from app.office.importing.importer import Importer, Progress, Teller
from app.office.trust import OfficeTrust
from app.returns.verification import verify_file


class OfficeInbox:
    """Takes in files that agencies sent."""

    def __init__(self, bench: OfficeBench, clock: OfficeClock, trust: OfficeTrust) -> None:
        self._bench = bench
        self._clock = clock
        self._trust = trust

    def import_files(
        self,
        paths: Iterable[Path],
        *,
        now: datetime,
        progress: Progress | None = None,
        told: Teller | None = None,
    ) -> tuple[ImportResult, ...]:
        """Verify files and take in what is good; one result a file, in the order given.

        See `app.office.importing.importer`. Raises Cancelled, AppError CLOCK_*, STORE_*.
        """
        self._clock.ensure(now)
        examiner = Examiner(self._trust.context(now), self._trust.verify or verify_file)
        importer = Importer(self._bench.store, examiner, now, progress, told)
        return importer.import_files(tuple(paths))
