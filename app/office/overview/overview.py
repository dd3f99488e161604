"""`desk.overview`: how far a round is, what waits for the office, and who is late."""

from __future__ import annotations

from datetime import date

from app.models.day import DayTask, LateAgency
from app.models.received import OverviewRow, ProjectLine
from app.office.bench import OfficeBench
from app.office.overview.day import find_tasks
from app.office.overview.late import find_late
from app.office.overview.rows import load_lines, load_overview
from app.office.rounds.programme_versions import load_programme
from app.office.rounds.rounds import load_round


class OfficeOverview:
    """The day's work of the office, for reading: questions to facts, nothing is decoded."""

    def __init__(self, bench: OfficeBench) -> None:
        self._bench = bench

    def rows(self, round_id: str, today: date) -> tuple[OverviewRow, ...]:
        """How far each agency is, in appendix order. Raises AppError ROUND_NOT_FOUND."""
        with self._bench.store.reading() as connection:
            round_, version = load_round(connection, round_id)
            return load_overview(connection, load_programme(connection, version), round_, today)

    def lines(self, round_id: str, agency: str) -> tuple[ProjectLine, ...]:
        """The projects of an agency as its latest revision reports them; () without one."""
        with self._bench.store.reading() as connection:
            return load_lines(connection, round_id, agency)

    def tasks(self, today: date) -> tuple[DayTask, ...]:
        """What waits for the office on a day, over all rounds."""
        with self._bench.store.reading() as connection:
            return find_tasks(connection, today)

    def late(self, round_id: str, today: date) -> tuple[LateAgency, ...]:
        """The agencies to be reminded. Raises AppError ROUND_NOT_FOUND."""
        with self._bench.store.reading() as connection:
            round_, version = load_round(connection, round_id)
            programme = load_programme(connection, version)
            return find_late(connection, load_overview(connection, programme, round_, today))
