"""A batch of imported files is answered: one receipt a revision, one a refused file, once."""

from pathlib import Path

import pytest

from app.errors import AppError, Cancelled
from app.models.received import ImportResult
from app.models.rounds import Round
from app.models.signatures import Carrier
from app.office.desk import OfficeDesk
from app.office.receipts.states import ReceiptState
from app.trust.papers.kinds import RECEIPT
from app.trust.papers.signed_document import read_document
from tests.office.scenes import BROKEN, NOON, Clock, chain, make_payload, write_file

pytestmark = pytest.mark.slow

GIVEN, DUE, IMPOSSIBLE = ReceiptState


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "收件回條"


def take_in(desk: OfficeDesk, *paths: Path) -> tuple[ImportResult, ...]:
    return desk.inbox.import_files(paths, now=NOON)


def test_the_pair_of_a_revision_shares_one_receipt(
    desk: OfficeDesk, annual: Round, tmp_path: Path, out: Path
) -> None:
    payload = make_payload(annual)
    results = take_in(desk, *(write_file(tmp_path, payload, each) for each in Carrier))
    assert desk.receipts.states(results) == (DUE, DUE)
    (path,) = desk.receipts.answer(results, out)
    assert path.name == f"收件回條_MOFA_{annual.id}_r1.tbreceipt"
    content = read_document(path, RECEIPT).content
    assert all(each.file_sha256.encode() in content for each in results)
    assert desk.receipts.states(results) == (GIVEN, GIVEN)


def test_a_repeated_import_is_answered_again_only_when_asked(
    desk: OfficeDesk, annual: Round, tmp_path: Path, out: Path
) -> None:
    path = write_file(tmp_path, make_payload(annual))
    desk.receipts.answer(take_in(desk, path), out)
    again = take_in(desk, path)
    assert desk.receipts.states(again) == (GIVEN,)
    assert desk.receipts.answer(again, out) == ()
    assert len(desk.receipts.answer(again, out, again=True)) == 1


def test_the_second_file_of_a_pair_that_comes_later_is_answered_too(
    desk: OfficeDesk, annual: Round, tmp_path: Path, out: Path
) -> None:
    payload = make_payload(annual)
    first = take_in(desk, write_file(tmp_path, payload))
    desk.receipts.answer(first, out)
    second = take_in(desk, write_file(tmp_path, payload, Carrier.PDF))
    assert desk.receipts.states(second) == (DUE,)
    (path,) = desk.receipts.answer(second, out)
    content = read_document(path, RECEIPT).content
    assert all(each.file_sha256.encode() in content for each in (*first, *second))


def test_refused_files_are_answered_where_they_say_whose_they_are(
    desk: OfficeDesk, annual: Round, tmp_path: Path, out: Path
) -> None:
    gap = write_file(tmp_path, chain(annual)[2])
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(BROKEN)
    results = take_in(desk, gap, broken, tmp_path / "missing.pdf")
    assert desk.receipts.states(results) == (DUE, IMPOSSIBLE, IMPOSSIBLE)
    (path,) = desk.receipts.answer(results, out)
    assert b'"code":"REVISION_GAP"' in read_document(path, RECEIPT).content
    assert desk.receipts.states(results) == (GIVEN, IMPOSSIBLE, IMPOSSIBLE)


def test_a_file_refused_first_and_taken_in_later_gets_both_answers(
    desk: OfficeDesk, annual: Round, tmp_path: Path, out: Path
) -> None:
    first, second, _third = (write_file(tmp_path, each) for each in chain(annual))
    refused = take_in(desk, second)
    desk.receipts.answer(refused, out)
    accepted = take_in(desk, first, second)
    assert desk.receipts.states(accepted) == (DUE, DUE)
    assert len(desk.receipts.answer(accepted, out)) == 2
    assert len(list(out.iterdir())) == 3


def test_nothing_is_answered_while_the_key_is_locked(
    desk: OfficeDesk, annual: Round, tmp_path: Path, out: Path
) -> None:
    results = take_in(desk, write_file(tmp_path, make_payload(annual)))
    desk.close()
    with OfficeDesk.open(desk.path, clock=Clock()) as locked:
        with pytest.raises(AppError) as caught:
            locked.receipts.answer(results, out)
        assert caught.value.code == "OFFICE_KEY_LOCKED"
        assert locked.receipts.states(results) == (DUE,)


def test_what_was_written_before_stopping_stays(
    desk: OfficeDesk, annual: Round, tmp_path: Path, out: Path
) -> None:
    paths = [write_file(tmp_path, make_payload(annual, each)) for each in ("MOFA", "MOTC")]
    results = take_in(desk, *paths)

    def stop(done: int, total: int, what: str) -> None:
        assert total == 2
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.receipts.answer(results, out, progress=stop)
    assert desk.receipts.states(results) == (GIVEN, DUE)
