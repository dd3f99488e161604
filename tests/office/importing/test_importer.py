"""One file, one result: taken in, recognised, or refused for a reason that is named."""

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.errors import Cancelled
from app.messages import format_message
from app.models.answers import Place
from app.models.received import ImportResult
from app.models.rounds import Round
from app.models.signatures import Carrier
from app.office.desk import OfficeDesk
from app.office.importing import importer as importing
from tests.office.scenes import (
    BROKEN,
    BUGGY,
    NOON,
    SUMMARY,
    FakeVerifier,
    chain,
    file_bytes,
    make_payload,
    write_file,
)

pytestmark = pytest.mark.slow


def take_in(desk: OfficeDesk, *paths: Path) -> list[ImportResult]:
    return list(desk.inbox.import_files(paths, now=NOON))


def codes(results: list[ImportResult]) -> list[str]:
    for each in results:
        sentence = format_message(each.code, each.params)
        assert sentence != each.code
        assert "…" not in sentence
    return [each.code for each in results]


def revisions(desk: OfficeDesk, agency: str = "MOFA") -> list[int]:
    return [each.revision for each in desk.returns.received("114-annual", agency)]


def test_a_good_return_is_taken_in(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    payload = make_payload(annual)
    (result,) = take_in(desk, write_file(tmp_path, payload))
    assert codes([result]) == ["IMPORTED"]
    assert result.accepted
    assert "外交部第 1 版" in format_message(result.code, result.params)
    assert (result.agency, result.round_id, result.revision) == ("MOFA", annual.id, 1)
    assert result.control_number == payload.control_number()
    assert result.carrier is Carrier.WORKBOOK
    assert result.signers == payload.signers
    (received,) = desk.returns.received(annual.id, "MOFA")
    assert received.payload == payload
    assert received.received_at == NOON


def test_the_same_file_twice_is_recognised_without_verifying_it_again(
    desk: OfficeDesk, annual: Round, verifier: FakeVerifier, tmp_path: Path
) -> None:
    path = write_file(tmp_path, make_payload(annual))
    take_in(desk, path)
    (again,) = take_in(desk, path)
    assert codes([again]) == ["ALREADY_IMPORTED"]
    assert again.accepted
    assert again.carrier is Carrier.WORKBOOK
    assert verifier.calls == 1
    assert revisions(desk) == [1]


def test_the_second_carrier_completes_the_pair(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    payload = make_payload(annual)
    pair = [write_file(tmp_path, payload, each) for each in Carrier]
    assert codes(take_in(desk, *pair)) == ["IMPORTED", "ALREADY_IMPORTED"]
    (received,) = desk.returns.received(annual.id, "MOFA")
    assert received.carriers == (Carrier.WORKBOOK, Carrier.PDF)


def test_a_pair_with_different_payloads_is_refused_whole(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    one = make_payload(annual)
    other = make_payload(annual, changes={SUMMARY: "與試算表不同的整體摘要，字數足夠。"})
    paths = [write_file(tmp_path, one), write_file(tmp_path, other, Carrier.PDF)]
    results = take_in(desk, *paths)
    assert codes(results) == ["REVISION_CONFLICT", "REVISION_CONFLICT"]
    for each in results:
        assert one.control_number() in each.params["control_numbers"]
        assert other.control_number() in each.params["control_numbers"]
    assert revisions(desk) == []


def test_another_payload_of_a_held_revision_is_a_conflict(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    one = make_payload(annual)
    other = make_payload(annual, changes={SUMMARY: "後來改過的整體摘要，但版次未變動。"})
    take_in(desk, write_file(tmp_path, one))
    (result,) = take_in(desk, write_file(tmp_path, other, Carrier.PDF))
    assert codes([result]) == ["REVISION_CONFLICT"]
    assert one.control_number() in result.params["control_numbers"]
    assert desk.returns.received(annual.id, "MOFA")[0].payload == one


def test_a_later_revision_supersedes(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    first, second, _third = chain(annual)
    take_in(desk, write_file(tmp_path, first))
    assert codes(take_in(desk, write_file(tmp_path, second))) == ["IMPORTED"]
    assert revisions(desk) == [1, 2]
    assert desk.returns.merged(annual.id).returns[0].payload_sha256 == second.sha256()
    assert desk.facts.compare() == ()


def test_revisions_offered_backwards_are_taken_in_upwards(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    first, second, third = chain(annual)
    paths = [write_file(tmp_path, each) for each in (third, second, first)]
    results = take_in(desk, *paths)
    assert codes(results) == ["IMPORTED"] * 3
    assert [each.revision for each in results] == [3, 2, 1]


def test_an_earlier_revision_comes_back_as_recognised(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    first, second, _third = chain(annual)
    take_in(desk, *(write_file(tmp_path, each) for each in (first, second)))
    assert codes(take_in(desk, write_file(tmp_path, first, copy=1))) == ["ALREADY_IMPORTED"]


def test_a_gap_a_wrong_predecessor_and_a_first_with_one_are_refused(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    first, second, third = chain(annual)
    take_in(desk, write_file(tmp_path, first))
    stranger = make_payload(annual, revision=2, supersedes=third)
    orphan = make_payload(annual, "MOTC", supersedes="cd" * 32)
    results = take_in(
        desk,
        write_file(tmp_path, third),
        write_file(tmp_path, stranger),
        write_file(tmp_path, orphan),
    )
    assert codes(results) == ["REVISION_GAP", "SUPERSEDES_MISMATCH", "SUPERSEDES_MISMATCH"]
    assert results[0].params["expected"] == "2"
    assert codes(take_in(desk, write_file(tmp_path, second))) == ["IMPORTED"]


def test_an_old_revision_with_new_content_is_a_replay(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    first, second, _third = chain(annual)
    take_in(desk, *(write_file(tmp_path, each) for each in (first, second)))
    other = make_payload(annual, changes={SUMMARY: "第 1 版之後才改過的整體摘要內容。"})
    (result,) = take_in(desk, write_file(tmp_path, other))
    assert codes([result]) == ["REPLAY_OLD"]
    assert [each.payload for each in desk.returns.received(annual.id, "MOFA")] == [first, second]


def test_a_bad_revision_never_blocks_a_good_one(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    first, second, third = chain(annual)
    stranger = make_payload(annual, revision=2, supersedes=third)
    paths = [write_file(tmp_path, each) for each in (stranger, second, first)]
    assert codes(take_in(desk, *paths)) == ["SUPERSEDES_MISMATCH", "IMPORTED", "IMPORTED"]


def test_what_is_no_return_is_refused_by_name(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    files = {"note.xlsx": b"hello", "empty.pdf": b"", "broken.pdf": BROKEN, "old.xls": b"\xd0\xcf"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    results = take_in(
        desk, tmp_path / "folder.xlsx", tmp_path / "none.pdf", *(tmp_path / each for each in files)
    )
    assert codes(results[:2]) == ["FILE_IS_A_FOLDER", "FILE_MISSING"]
    assert [each.code for each in results[2:]] == [
        "FILE_FOREIGN",
        "FILE_FOREIGN",
        "PDF_PARSE",
        "FILE_FOREIGN",
    ]
    assert not any(each.accepted for each in results)


def test_a_huge_file_is_refused_unread(
    desk: OfficeDesk, annual: Round, verifier: FakeVerifier, tmp_path: Path
) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(20_000_001)
    assert codes(take_in(desk, huge)) == ["FILE_TOO_LARGE"]
    assert verifier.calls == 0


def test_a_return_for_an_unknown_round_is_refused(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    from msgspec.structs import replace

    elsewhere = replace(annual, id="113-annual", year_roc=113)
    (result,) = take_in(desk, write_file(tmp_path, make_payload(elsewhere)))
    assert (result.accepted, result.code) == (False, "ROUND_UNKNOWN")


def test_a_return_with_errors_is_refused_and_says_how_many(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    payload = make_payload(annual, changes={Place(None, "officers", None, "head_name"): None})
    (result,) = take_in(desk, write_file(tmp_path, payload))
    assert codes([result]) == ["RETURN_HAS_ERRORS"]
    assert result.params["count"] == "1"
    assert result.params["finding"].startswith("F")
    assert "機關首長" in result.params["place"]
    assert revisions(desk) == []


def test_one_bad_file_never_stops_the_others(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    (tmp_path / "broken.pdf").write_bytes(BROKEN)
    good = [write_file(tmp_path, make_payload(annual, each)) for each in ("MOFA", "MOTC")]
    results = take_in(desk, good[0], tmp_path / "broken.pdf", good[1])
    assert [each.accepted for each in results] == [True, False, True]


def test_a_bug_in_one_file_is_raised_after_the_others_are_safe(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    (tmp_path / "buggy.pdf").write_bytes(BUGGY)
    good = [write_file(tmp_path, make_payload(annual, each)) for each in ("MOFA", "MOTC")]
    with pytest.raises(ZeroDivisionError) as caught:
        take_in(desk, good[0], tmp_path / "buggy.pdf", good[1])
    assert "buggy.pdf" in caught.value.__notes__[0]
    assert revisions(desk, "MOFA") == revisions(desk, "MOTC") == [1]
    by_name = {each.file: each for each in desk.records.ledger()}
    assert by_name["buggy.pdf"].code == "IMPORT_CRASHED"
    assert not by_name["buggy.pdf"].accepted


def test_a_bug_while_taking_in_leaves_nothing_of_that_file(
    desk: OfficeDesk, annual: Round, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError("a bug of ours")

    path = write_file(tmp_path, make_payload(annual))
    with monkeypatch.context() as patched:
        patched.setattr(importing, "insert_file", fail)
        with pytest.raises(ZeroDivisionError):
            take_in(desk, path)
    assert revisions(desk) == []
    assert codes(take_in(desk, path)) == ["IMPORTED"]


def test_a_file_replaced_during_the_import_is_not_taken_in(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    path = write_file(tmp_path, make_payload(annual))

    def replace_after_examination(done: int, total: int, what: str) -> None:
        if done == total:
            path.write_bytes(BROKEN)

    (result,) = desk.inbox.import_files([path], now=NOON, progress=replace_after_examination)
    assert codes([result]) == ["FILE_CHANGED"]
    assert revisions(desk) == []


def test_progress_tells_each_file_and_can_cancel(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    paths = [write_file(tmp_path, make_payload(annual, each)) for each in ("MOFA", "MOTC")]
    told: list[tuple[int, int, str]] = []

    def stop_before_the_second_is_taken_in(done: int, total: int, what: str) -> None:
        told.append((done, total, what))
        if len(told) == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.inbox.import_files(paths, now=NOON, progress=stop_before_the_second_is_taken_in)
    names = [each.name for each in paths]
    assert told == [(0, 2, names[0]), (1, 2, names[1]), (2, 2, names[0]), (2, 2, names[1])]
    assert (revisions(desk, "MOFA"), revisions(desk, "MOTC")) == ([1], [])


def test_the_signed_files_are_kept_byte_for_byte(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    payload = make_payload(annual)
    take_in(desk, write_file(tmp_path, payload, Carrier.PDF))
    take_in(desk, write_file(tmp_path, payload, Carrier.WORKBOOK))
    kept = desk.returns.signed_files(annual.id, "MOFA", 1)
    assert [each.carrier for each in kept] == [Carrier.WORKBOOK, Carrier.PDF]
    for each in kept:
        assert each.content == file_bytes(payload, each.carrier)
        assert each.sha256 == hashlib.sha256(each.content).hexdigest()


def test_the_ledger_tells_every_file_ever_offered(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    path = write_file(tmp_path, make_payload(annual))
    (tmp_path / "broken.pdf").write_bytes(BROKEN)
    take_in(desk, path, tmp_path / "broken.pdf")
    take_in(desk, path)
    told = [(each.file, each.accepted, each.code) for each in desk.records.ledger(annual.id)]
    assert sorted(told[:2]) == [
        (path.name, True, "IMPORTED"),
        ("broken.pdf", False, "PDF_PARSE"),
    ]
    assert told[2] == (path.name, True, "ALREADY_IMPORTED")
    assert (
        desk.records.ledger(annual.id)[2].file_sha256
        == hashlib.sha256(path.read_bytes()).hexdigest()
    )


def test_the_desk_can_be_used_between_two_files_of_an_import(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    paths = [write_file(tmp_path, make_payload(annual, each)) for each in ("MOFA", "MOTC")]
    dates: list[date] = []

    def work_meanwhile(done: int, total: int, what: str) -> None:
        later = annual.due_on + timedelta(days=len(dates) + 1)
        dates.append(desk.rounds.change_dates(annual.id, due_on=later, reason="延期").due_on)

    results = desk.inbox.import_files(paths, now=NOON, progress=work_meanwhile)
    assert codes(list(results)) == ["IMPORTED", "IMPORTED"]
    assert len(dates) == 4
    assert desk.rounds.get(annual.id).due_on == dates[-1]


def test_a_result_names_the_agency_as_on_the_day_of_the_import(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    (result,) = take_in(desk, write_file(tmp_path, make_payload(annual, agency="MOA")))
    assert result.params["agency"] == "農業部"


def test_each_file_is_told_of_while_the_batch_is_at_work(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    first, second, _third = chain(annual)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(BROKEN)
    known = write_file(tmp_path, first)
    take_in(desk, known)
    told: list[tuple[int, str]] = []
    results = desk.inbox.import_files(
        [known, write_file(tmp_path, second), broken],
        now=NOON,
        on_result=lambda position, each: told.append((position, each.code)),
    )
    assert told == [
        (0, "ALREADY_IMPORTED"),
        (1, "VERIFIED"),
        (2, "PDF_PARSE"),
        (1, "IMPORTED"),
    ]
    last = dict(told)
    assert [each.code for each in results] == [last[position] for position in range(3)]
    assert results[0].file_sha256 == hashlib.sha256(known.read_bytes()).hexdigest()
