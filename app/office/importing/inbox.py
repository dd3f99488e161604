"""The inbox (收件): importing returned files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app.bench.clock import DeskClock
from app.errors import Progress
from app.files import RETURN_LIMIT, read_bounded
from app.models.received import ImportResult
from app.models.signatures import Verdict
from app.office.bench import OfficeBench
from app.office.importing.examination import Examiner
from app.office.importing.importer import Importer, ResultListener
from app.office.review.returns import OfficeReturns
from app.office.trust import OfficeTrust
from app.returns.verification import verify_file


class OfficeInbox:
    """Takes in files that agencies sent."""

    def __init__(
        self, bench: OfficeBench, clock: DeskClock, trust: OfficeTrust, returns: OfficeReturns
    ) -> None:
        self._bench = bench
        self._clock = clock
        self._trust = trust
        self._returns = returns
        self._verify = trust.verify or verify_file

    def import_files(
        self,
        paths: Iterable[Path],
        *,
        now: datetime,
        progress: Progress | None = None,
        on_result: ResultListener | None = None,
    ) -> tuple[ImportResult, ...]:
        """Verify files and take in what is good; one result a file, in the order given.

        See `app.office.importing.importer`. Raises Cancelled, AppError CLOCK_*, STORE_*.
        """
        self._clock.ensure(now)
        examiner = Examiner(self._trust.context(now), self._verify)
        importer = Importer(self._bench.store, examiner, now, progress, on_result)
        return importer.import_files(tuple(paths))

    def verdict_of(self, result: ImportResult, now: datetime) -> Verdict:
        """The verdict behind a result: as kept when the file was taken in, else verified anew.

        Raises AppError FILE_* where a refused file cannot be read any more.
        """
        if result.accepted and result.round_id and result.agency and result.revision:
            key = (result.round_id, result.agency, result.revision)
            for kept in self._returns.signed_files(*key):
                if kept.carrier is result.carrier:
                    return kept.verdict
        path = Path(result.file)
        content = read_bounded(path, RETURN_LIMIT)
        return self._verify(content, path.name, self._trust.context(now)).verdict
