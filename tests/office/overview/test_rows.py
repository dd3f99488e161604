"""The overview says how far agencies and projects are, and forgets no lateness."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from app.models.received import OverviewRow, Progress
from app.models.reviews import DecisionKind, Remark, ReturnState
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from app.office.review.standing import count_times
from tests.office.scenes import DUE, NOON, chain, make_payload, write_file

pytestmark = pytest.mark.slow

LATE = datetime(2026, 2, 18, 4, 0, tzinfo=UTC)


def row_of(desk: OfficeDesk, round_: Round, agency: str) -> OverviewRow:
    rows = desk.overview.rows(round_.id, DUE + timedelta(days=9))
    return next(each for each in rows if each.agency == agency)


def test_the_rates_of_an_agency_are_those_of_the_sums_of_its_projects(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    desk.inbox.import_files([write_file(tmp_path, make_payload(annual, "HAC"))], now=NOON)
    lines = desk.overview.lines(annual.id, "HAC")
    facts = desk.returns.merged(annual.id).returns[0].facts.projects
    row = row_of(desk, annual, "HAC")

    assert [each.project for each in lines] == [each.project for each in facts]
    sums = [sum(filter(None, (each.executed_ntd for each in facts))),
            sum(filter(None, (each.allocated_ntd for each in facts)))]  # fmt: skip
    assert [row.progress.executed_ntd, row.progress.allocated_ntd] == sums
    assert row.progress.executed_rate == (Decimal(sums[0]) * 100 / sums[1]).quantize(
        Decimal("0.01")
    )
    assert row.progress.judged == sum(each.progress.judged for each in lines) > 0
    assert row.progress.met == sum(each.progress.met for each in lines)
    assert [each.amendments for each in lines] == [each.changes for each in facts]


def test_an_agency_without_a_return_has_no_rates_and_no_lines(
    desk: OfficeDesk, annual: Round
) -> None:
    assert row_of(desk, annual, "MOFA").progress == Progress()
    assert Progress().executed_rate is None
    assert desk.overview.lines(annual.id, "MOFA") == ()


def test_lateness_is_that_of_the_first_revision_and_is_kept(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    first, second, *_ = chain(annual)
    desk.inbox.import_files([write_file(tmp_path, first)], now=LATE)
    assert row_of(desk, annual, "MOFA").days_late == 3
    sent_back = (Remark(place=None, text="請補充。"),)
    desk.review.decide(annual.id, "MOFA", DecisionKind.SEND_BACK, sent_back, "李審查", LATE)
    desk.inbox.import_files([write_file(tmp_path, second)], now=LATE + timedelta(days=4))
    desk.review.decide(annual.id, "MOFA", DecisionKind.ACCEPT, (), "李審查", LATE)

    row = row_of(desk, annual, "MOFA")
    assert (row.state, row.revision, row.days_late) == (ReturnState.ACCEPTED, 2, 3)
    assert not row.is_on_time


def test_in_time_is_the_whole_due_date_in_taiwan(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    last_moment = datetime(2026, 2, 15, 15, 59, tzinfo=UTC)
    for agency, at in (("MOFA", last_moment), ("MOTC", last_moment + timedelta(minutes=1))):
        desk.inbox.import_files([write_file(tmp_path, make_payload(annual, agency))], now=at)
    assert row_of(desk, annual, "MOFA").is_on_time
    assert row_of(desk, annual, "MOTC").days_late == 1
    times = count_times(desk.overview.rows(annual.id, DUE))
    assert times == (1, 1, len(desk.records.programme.agencies) - 2)
