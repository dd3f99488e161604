"""Handing in: both files or none, by the right people, with nothing open."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from app import file_sets
from app.agency import handed_in
from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handing_in import printable
from app.agency.handing_in.exporting import export_return
from app.agency.handing_in.pair import ExportedPair
from app.demo.agency import explain_delays, explain_warnings
from app.demo.answers import build_agency_answers
from app.errors import AppError, Cancelled
from app.files import move_part
from app.forms.form_loader import load_form
from app.models.answers import Place
from app.models.rounds import Round, RoundFile
from app.models.signatures import Registry
from app.returns.judging.timestamping import FailingTimestamper
from app.returns.verification import verify_file
from tests.agency.desks import OFFICE_FINGERPRINT, OFFICE_KEY
from tests.returns.sample import AGENCY, NOW, key, programme, registry, round_, trust
from tests.returns.workbook.packages import BOTH
from tests.support.kills import interrupt
from tests.support.round_files import write_round_file
from tests.support.timestamp_authority import Authority

pytestmark = pytest.mark.slow

ROUND_ID = "114-annual"


def make_desk(
    folder: Path,
    the_registry: Registry | None = None,
    *,
    the_round: Round | None = None,
) -> AgencyDesk:
    the_round = the_round or round_()
    round_file = RoundFile(
        round=the_round,
        agency=AGENCY,
        form=load_form("annual-results"),
        programme=programme(),
        registry=the_registry or registry(),
        issued_at=NOW,
    )
    write_round_file(round_file, OFFICE_KEY, folder / "MOE.tbround")
    desk = AgencyDesk.create(folder / "moe.tianbao", clock=lambda: NOW)
    desk.intake.receive(folder / "MOE.tbround", confirm_office=OFFICE_FINGERPRINT)
    return desk


def finish(desk: AgencyDesk) -> Draft:
    draft = desk.draft(ROUND_ID)
    draft.commit(build_agency_answers(programme(), draft.blank, 7), "填報")
    explain_delays(draft)
    explain_warnings(draft)
    return draft


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AgencyDesk]:
    with make_desk(tmp_path) as each:
        yield each


def export(desk: AgencyDesk, draft: Draft, out: Path, name: str = "preparer") -> ExportedPair:
    return export_return(desk, draft, key(name), out, now=NOW)


def test_both_files_verify_and_say_the_same(desk: AgencyDesk, tmp_path: Path) -> None:
    draft = finish(desk)
    pair = export(desk, draft, tmp_path / "out")
    assert pair.workbook.name == "04_MOE_114-annual_r1.xlsx"
    assert pair.pdf.name == "04_MOE_114-annual_r1.pdf"
    for path in (pair.workbook, pair.pdf):
        verification = verify_file(path.read_bytes(), path.name, trust())
        assert verification.verdict.reasons == ()
        assert verification.payload == pair.payload
    assert pair.payload.answers() == draft.answers


def test_what_was_exported_is_recorded(desk: AgencyDesk, tmp_path: Path) -> None:
    pair = export(desk, finish(desk), tmp_path / "out")
    (record,) = desk.handed_in.of(ROUND_ID)
    assert record.payload == pair.payload
    assert record.revision == 1


def test_the_same_draft_exported_again_is_the_same_payload(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = finish(desk)
    first = export(desk, draft, tmp_path / "a").payload
    later = export_return(desk, draft, key(), tmp_path / "b", now=NOW + timedelta(hours=1)).payload
    assert first.sha256() == later.sha256()


def code_of(desk: AgencyDesk, draft: Draft, out: Path, name: str = "preparer") -> str:
    with pytest.raises(AppError) as caught:
        export(desk, draft, out, name)
    assert not out.exists() or not list(out.iterdir())
    assert desk.handed_in.of(ROUND_ID) == ()
    return caught.value.code


def test_an_unfinished_draft_is_not_exported(desk: AgencyDesk, tmp_path: Path) -> None:
    draft = desk.draft(ROUND_ID)
    with pytest.raises(AppError) as caught:
        export(desk, draft, tmp_path / "out")
    assert caught.value.code == "EXPORT_HAS_FINDINGS"
    assert int(caught.value.params["errors"]) > 10
    assert not (tmp_path / "out").exists()


def test_a_place_that_takes_no_files_is_told_before_anything_is_signed(
    desk: AgencyDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr("app.agency.handing_in.exporting.sign_pair", None)  # nobody gets there
    assert code_of(desk, finish(desk), tmp_path / "file" / "out") == "FILE_NOT_WRITABLE"


def test_a_strangers_key_does_not_sign(desk: AgencyDesk, tmp_path: Path) -> None:
    assert code_of(desk, finish(desk), tmp_path / "out", "stranger") == "KEY_NOT_REGISTERED"


@pytest.mark.parametrize("name", ["preparer", "approver"])
def test_nobody_exports_alone_what_two_persons_sign(tmp_path: Path, name: str) -> None:
    with make_desk(tmp_path, the_round=round_(BOTH)) as desk:
        assert code_of(desk, finish(desk), tmp_path / "out", name) == "APPROVAL_REQUIRED"


def test_an_approver_alone_does_not_hand_in(desk: AgencyDesk, tmp_path: Path) -> None:
    assert code_of(desk, finish(desk), tmp_path / "out", "approver") == "KEY_ROLE_MISSING"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"agency": "MOC"}, "KEY_OTHER_AGENCY"),
        ({"revoked_at": NOW - timedelta(days=1)}, "KEY_REVOKED"),
        ({"active_until": NOW - timedelta(days=1)}, "KEY_NOT_ACTIVE"),
        ({"active_from": NOW + timedelta(days=1)}, "KEY_NOT_ACTIVE"),
    ],
)
def test_a_key_the_office_would_refuse_is_refused_here(
    changes: dict[str, object], code: str, tmp_path: Path
) -> None:
    preparer, approver = registry().entries
    entries = (msgspec.structs.replace(preparer, **changes), approver)
    changed = msgspec.structs.replace(registry(), entries=entries)
    with make_desk(tmp_path, changed) as desk:
        assert code_of(desk, finish(desk), tmp_path / "out") == code


@pytest.mark.parametrize(
    ("moved", "code"),
    [
        (timedelta(hours=-1), "CLOCK_BEHIND_OFFICE"),
        (timedelta(days=1500), "CLOCK_SET_FORWARD"),
        (timedelta(days=200), "EXPORT_ROUND_CLOSED"),
    ],
)
def test_at_the_wrong_time_nothing_is_signed(
    desk: AgencyDesk, tmp_path: Path, moved: timedelta, code: str
) -> None:
    draft = finish(desk)
    with pytest.raises(AppError) as caught:
        export_return(desk, draft, key(), tmp_path / "out", now=NOW + moved)
    assert caught.value.code == code
    assert not (tmp_path / "out").exists()
    assert desk.handed_in.of(ROUND_ID) == ()


def test_an_expired_certificate_does_not_sign(tmp_path: Path) -> None:
    closes_on = date(2030, 3, 1)  # the one round that is still open when the certificate is not
    lasting = msgspec.structs.replace(round_(), closes_on=closes_on)
    in_time = msgspec.structs.replace(registry(), next_update=datetime(2030, 3, 1, tzinfo=UTC))
    with make_desk(tmp_path, in_time, the_round=lasting) as desk, pytest.raises(AppError) as caught:
        export_return(
            desk, finish(desk), key(), tmp_path / "o", now=datetime(2030, 1, 1, tzinfo=UTC)
        )
    assert caught.value.code == "KEY_EXPIRED"


def test_a_character_without_a_typeface_is_a_finding_before_anything_is_signed(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = finish(desk)
    place = Place("P06", "results", None, "narrative")
    draft.commit({place: f"{draft.answers.get(place)}ꙮ"}, "怪字")
    (found,) = [each for each in draft.results.findings if each.is_open]
    assert (found.code, found.place) == ("F176", place)
    assert found.params["characters"] == "ꙮ U+A66E"
    assert found.params["label"] == "執行成果說明"
    with pytest.raises(AppError) as caught:
        export(desk, draft, tmp_path / "out")
    assert caught.value.code == "EXPORT_HAS_FINDINGS"


def test_a_character_the_round_file_brought_is_named_with_what_it_stands_in(
    desk: AgencyDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = finish(desk)
    monkeypatch.setattr(printable, "uncovered_characters", lambda text: {"學"} & set(text))
    with pytest.raises(AppError) as caught:
        export(desk, draft, tmp_path / "out")
    assert caught.value.code == "EXPORT_CHARACTERS_WITHOUT_FONT"
    assert caught.value.params["characters"] == "學 U+5B78（P06計畫名稱）"


def test_without_the_second_file_the_first_is_taken_back(
    desk: AgencyDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = finish(desk)
    out = tmp_path / "out"

    def fail_for_pdf(temporary: Path, path: Path) -> None:
        if path.suffix == ".pdf":
            raise AppError("FILE_DISK_FULL", file=path)
        move_part(temporary, path)

    monkeypatch.setattr(file_sets, "move_part", fail_for_pdf)
    with pytest.raises(AppError) as caught:
        export(desk, draft, out)
    assert caught.value.code == "FILE_DISK_FULL"
    assert list(out.iterdir()) == []
    assert desk.handed_in.of(ROUND_ID) == ()


def test_if_recording_fails_the_earlier_pair_is_put_back(
    desk: AgencyDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = finish(desk)
    pair = export(desk, draft, tmp_path / "out")
    before = (pair.workbook.read_bytes(), pair.pdf.read_bytes())

    def fail(*_: object) -> None:
        raise AppError("STORE_BUSY")

    monkeypatch.setattr(handed_in, "save_handed_in", fail)
    with pytest.raises(AppError):
        export(desk, draft, tmp_path / "out")
    assert (pair.workbook.read_bytes(), pair.pdf.read_bytes()) == before
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_an_export_interrupted_between_its_files_is_whole_at_the_next_opening(
    desk: AgencyDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, out = finish(desk), tmp_path / "out"
    interrupt(monkeypatch, ".pdf", lambda: export(desk, draft, out))
    assert [each.suffix for each in out.glob("04_*")] == [".xlsx"]
    assert desk.handed_in.of(ROUND_ID) == ()
    desk.bench.store.abandon()
    with AgencyDesk.open(desk.path, clock=lambda: NOW) as again:
        (told,) = again.outgoing.take_news()
        (record,) = again.handed_in.of(ROUND_ID)
    assert told.code == "FILE_SET_COMPLETED"
    assert told.params["files"] == "04_MOE_114-annual_r1.xlsx、04_MOE_114-annual_r1.pdf"
    assert (record.handed_in_at, record.revision) == (NOW, 1)
    assert [each.sha256 for each in record.files] == [
        hashlib.sha256((out / each.name).read_bytes()).hexdigest() for each in record.files
    ]
    for path in out.iterdir():
        verification = verify_file(path.read_bytes(), path.name, trust())
        assert verification.payload == record.payload


def test_progress_is_told_and_may_cancel_before_anything_is_written(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    draft = finish(desk)
    steps: list[int] = []

    def progress(done: int, total: int, what: str) -> None:
        assert total == 5
        assert what
        steps.append(done)
        if done == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_return(desk, draft, key(), tmp_path / "out", now=NOW, progress=progress)
    assert steps == [0, 1, 2, 3, 4]
    assert not (tmp_path / "out").exists()


def test_an_export_with_an_authority_carries_its_timestamps(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    authority = Authority(at=NOW)
    pair = export_return(
        desk, finish(desk), key(), tmp_path / "out", now=NOW, timestamper=authority
    )
    assert pair.stamps.count == 2
    assert pair.stamps.failure is None
    context = msgspec.structs.replace(trust(), timestamp_authorities=(authority.pem,))
    for path in (pair.workbook, pair.pdf):
        verdict = verify_file(path.read_bytes(), path.name, context).verdict
        assert verdict.is_good
        assert verdict.signers[0].timestamp is not None
        assert verdict.signers[0].timestamp.is_trusted


def test_an_authority_out_of_reach_keeps_nobody_from_handing_in(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    absent = FailingTimestamper(AppError("TIMESTAMP_UNREACHABLE", host="tsa", detail="x"))
    pair = export_return(desk, finish(desk), key(), tmp_path / "out", now=NOW, timestamper=absent)
    assert pair.stamps.failure is not None
    assert "無法連線" in pair.stamps.sentence()
    for path in (pair.workbook, pair.pdf):
        assert verify_file(path.read_bytes(), path.name, trust()).verdict.is_good


def test_without_an_authority_nothing_is_said_of_timestamps(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    assert export(desk, finish(desk), tmp_path / "out").stamps.sentence() == ""
