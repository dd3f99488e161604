"""The inbox (收件): importing returned files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from app.bench.clock import DeskClock
from app.errors import Progress
from app.files import RETURN_LIMIT, read_bounded
from app.models.received import ImportResult
from app.models.signatures import Verdict
from app.office.bench import OfficeBench
from app.office.importing.examination import Examiner
from app.office.importing.importer import Importer, ResultListener
from app.office.importing.second_process import SecondProcess
from app.office.review.returns import OfficeReturns
from app.office.trust import OfficeTrust
from app.returns.traces.second_look import KnownReturns, look_again
from app.returns.verification import verify_file

FEWEST_SHARED = 10
"""Files of the smallest batch that a second process is started for."""


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
        self._second = None if trust.verify else SecondProcess()

    def prepare(self) -> None:
        """Many files are about to come: start the second process that a large batch is shared with.

        Importing one starts it as well; it is ready sooner where it was told before.
        """
        import app.returns.pdf.verifier  # noqa: F401 - else loaded with the first PDF

        if self._second is not None:
            self._second.prepare()

    def close(self) -> None:
        """End the second process."""
        if self._second is not None:
            self._second.end()

    def import_files(
        self,
        paths: Iterable[Path],
        *,
        now: datetime,
        progress: Progress | None = None,
        on_result: ResultListener | None = None,
        is_shared: bool = True,
    ) -> tuple[ImportResult, ...]:
        """Verify files and take in what is good; one result a file, in the order given.

        A large batch `is_shared` with a second process, which changes nothing but the time.
        See `app.office.importing.importer`. Raises Cancelled, AppError CLOCK_*, STORE_*.
        """
        self._clock.ensure(now)
        chosen = tuple(paths)
        second = self._second if is_shared and len(chosen) >= FEWEST_SHARED else None
        if second is not None:
            second.prepare()
        examiner = Examiner(self._trust.context(now), self._verify)
        importer = Importer(self._bench.store, examiner, now, progress, on_result, second)
        return importer.import_files(chosen)

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
        trust = self._trust.context(now)
        verdict = self._verify(content, path.name, trust).verdict
        known = KnownReturns(self._returns.find_payload)
        for first in verdict.reasons[:1]:
            again = look_again(content, first.code, first.params, trust, known)
            if again is not None:
                return replace(verdict, reasons=(again, *verdict.reasons[1:]))
        return verdict
