"""The overview a store keeps for the next start is the one its desk would show."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import AppError
from app.models.programme import Programme
from app.models.received import OverviewRow
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from app.office.rounds.file_news import RoundFileNews
from app.office.snapshot import OfficeSnapshot
from app.store.snapshot import read_snapshot
from tests.office.scenes import DUE, NOON, PASSPHRASE, make_payload, write_file


@pytest.mark.parametrize("days", [-1, 0, 1, 40])
def test_it_says_what_the_desk_says_on_any_day(
    desk: OfficeDesk, annual: Round, tmp_path: Path, days: int
) -> None:
    day = DUE + timedelta(days=days)
    paths = [write_file(tmp_path, make_payload(annual, each)) for each in ("MOFA", "NDC")]
    desk.inbox.import_files(paths, now=NOON)
    desk.round_files.write(annual.id, tmp_path / "填報包", ("NDC", "MOE"))
    shown = _ask(desk, annual.id, days)
    desk.close()
    kept = read_snapshot(desk.path, OfficeSnapshot)
    assert kept is not None
    assert (kept.programme, kept.rounds, kept.overview(day), kept.file_news) == shown


def _ask(
    desk: OfficeDesk, round_id: str, days: int
) -> tuple[Programme, tuple[Round, ...], tuple[OverviewRow, ...], RoundFileNews]:
    return (
        desk.records.programme,
        desk.rounds.all(),
        desk.overview.rows(round_id, DUE + timedelta(days=days)),
        desk.rounds.file_news(round_id),
    )


def test_without_a_round_there_are_no_rows(desk: OfficeDesk) -> None:
    desk.close()
    kept = read_snapshot(desk.path, OfficeSnapshot)
    assert kept is not None
    assert (kept.rounds, kept.overview(DUE), kept.file_news) == ((), (), None)


def test_closing_twice_keeps_it(desk: OfficeDesk, annual: Round) -> None:
    desk.close()
    desk.close()
    kept = read_snapshot(desk.path, OfficeSnapshot)
    assert kept is not None and kept.rounds == (annual,)


def test_it_is_the_newest_session_s(desk: OfficeDesk, annual: Round) -> None:
    desk.close()
    with OfficeDesk.open(desk.path) as again:
        assert read_snapshot(desk.path, OfficeSnapshot) is None
        again.keys.unlock(PASSPHRASE)
        moved = again.rounds.change_dates(
            annual.id, due_on=DUE + timedelta(days=3), reason="連續假期"
        )
    kept = read_snapshot(desk.path, OfficeSnapshot)
    assert kept is not None and kept.rounds == (moved,)


def test_a_plan_that_cannot_be_read_does_not_keep_a_store_from_being_closed(
    desk: OfficeDesk,
) -> None:
    with closing(sqlite3.connect(desk.path)) as connection, connection:
        connection.execute("UPDATE programme_version SET content = '{}'")
    desk.close()
    assert read_snapshot(desk.path, OfficeSnapshot) is None
    with pytest.raises(AppError) as caught:
        OfficeDesk.open(desk.path)
    assert caught.value.code == "STORE_DAMAGED"


def test_one_of_another_shape_counts_for_nothing(desk: OfficeDesk) -> None:
    desk.close()
    with closing(sqlite3.connect(desk.path)) as connection, connection:
        connection.execute("UPDATE snapshot SET payload = CAST('{\"rounds\": []}' AS BLOB)")
    assert read_snapshot(desk.path, OfficeSnapshot) is None
