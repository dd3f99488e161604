"""Opening a round, keeping it, moving its dates, and sending it out."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import AppError
from app.models.reviews import DecisionKind, Remark, ReviewComment
from app.models.rounds import Round, RoundKind
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.office.rounds.rounds import openable_kinds
from app.programme.catalogue_loader import load_catalogue
from app.trust.papers.round_file import read_round_file
from tests.office.scenes import (
    CLOSES,
    DUE,
    NOON,
    OPENS,
    Clock,
    chain,
    make_desk,
    make_payload,
    open_annual,
    refusal_of,
    write_file,
)
from tests.support.kills import interrupt

pytestmark = pytest.mark.slow


def opening(
    desk: OfficeDesk,
    kind: RoundKind = RoundKind.ANNUAL_RESULTS,
    year: int = 114,
    due_on: date = DUE,
    roles: tuple[SignerRole, ...] = (SignerRole.PREPARER,),
) -> Round:
    return desk.rounds.open(
        kind, year, opens_on=OPENS, due_on=due_on, closes_on=CLOSES, required_roles=roles
    )


def test_an_opened_round_says_what_it_collects(desk: OfficeDesk) -> None:
    annual = opening(desk)
    assert (annual.id, annual.title) == ("114-annual", "114 年度執行成果")
    assert (annual.form_id, annual.form_version) == ("annual-results", 1)
    assert len(bytes.fromhex(annual.nonce)) == 32
    assert not annual.is_demo


def test_every_round_has_a_nonce_of_its_own(desk: OfficeDesk) -> None:
    assert opening(desk, year=113).nonce != opening(desk, year=114).nonce


def test_rounds_stay_and_the_newest_year_comes_first(tmp_path: Path) -> None:
    with make_desk(tmp_path) as desk:
        opened = [opening(desk, year=year) for year in (113, 115, 114)]
    with OfficeDesk.open(tmp_path / "office.tianbao") as again:
        assert [each.year_roc for each in again.rounds.all()] == [115, 114, 113]
        assert again.rounds.get("113-annual") == opened[0]


def test_the_programme_stays_as_it_was_given(desk: OfficeDesk) -> None:
    assert desk.records.programme == load_catalogue()


@pytest.mark.parametrize(
    ("refused", "code"),
    [
        ({"year": 116}, "ROUND_YEAR_OUTSIDE"),
        ({"kind": RoundKind.RESOLUTIONS}, "ROUND_KIND_WITHOUT_FORM"),
        ({"due_on": date(2026, 4, 1)}, "ROUND_DATES_INVALID"),
        ({"due_on": date(2026, 1, 1)}, "ROUND_DATES_INVALID"),
        ({"roles": ()}, "ROUND_ROLES_INVALID"),
        ({"roles": (SignerRole.APPROVER, SignerRole.APPROVER)}, "ROUND_ROLES_INVALID"),
    ],
)
def test_a_round_that_makes_no_sense_is_not_opened(
    desk: OfficeDesk, refused: dict[str, object], code: str
) -> None:
    with pytest.raises(AppError) as caught:
        opening(desk, **refused)  # type: ignore[arg-type]
    assert refusal_of(caught.value) == code
    assert desk.rounds.all() == ()


def test_only_kinds_with_a_form_are_offered() -> None:
    assert openable_kinds() == (RoundKind.ANNUAL_RESULTS,)


def test_the_same_round_is_opened_once(desk: OfficeDesk, annual: Round) -> None:
    with pytest.raises(AppError) as caught:
        open_annual(desk)
    assert refusal_of(caught.value) == "ROUND_EXISTS"
    assert desk.rounds.get(annual.id) == annual


def test_an_unknown_round_is_named(desk: OfficeDesk) -> None:
    with pytest.raises(AppError) as caught:
        desk.rounds.get("114-annual")
    assert refusal_of(caught.value) == "ROUND_NOT_FOUND"


def test_moving_the_due_date_is_kept_in_the_audit_log(desk: OfficeDesk, annual: Round) -> None:
    desk.name_officer("王督導")
    moved = desk.rounds.change_dates(annual.id, due_on=date(2026, 2, 28), reason=" 連假 ")
    assert desk.rounds.get(annual.id) == moved
    assert (moved.due_on, moved.nonce) == (date(2026, 2, 28), annual.nonce)
    last = desk.records.audit_entries(annual.id)[-1]
    assert (last.actor, last.action) == ("王督導", "dates_changed")
    assert last.detail == {"due_on": "2026-02-15 → 2026-02-28", "reason": "連假"}
    assert last.at > NOON


def test_dates_that_do_not_move_leave_no_trace(desk: OfficeDesk, annual: Round) -> None:
    before = desk.records.audit_entries()
    desk.rounds.change_dates(annual.id, due_on=annual.due_on, reason="")
    assert desk.records.audit_entries() == before


def test_dates_out_of_order_change_nothing(desk: OfficeDesk, annual: Round) -> None:
    before = desk.records.audit_entries()
    with pytest.raises(AppError) as caught:
        desk.rounds.change_dates(annual.id, due_on=date(2026, 3, 16), reason="延期")
    assert refusal_of(caught.value) == "ROUND_DATES_INVALID"
    assert (desk.rounds.get(annual.id), desk.records.audit_entries()) == (annual, before)


def test_dates_are_not_moved_without_a_reason(desk: OfficeDesk, annual: Round) -> None:
    before = desk.records.audit_entries()
    with pytest.raises(AppError) as caught:
        desk.rounds.change_dates(annual.id, due_on=date(2026, 2, 28), reason=" ")
    assert refusal_of(caught.value) == "ROUND_REASON_MISSING"
    assert (desk.rounds.get(annual.id), desk.records.audit_entries()) == (annual, before)


def test_every_agency_gets_its_round_file(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    written = desk.round_files.write(annual.id, tmp_path / "out")
    assert len(written) == 17
    assert written["MOE"].name == "填報包_04_MOE_114-annual.tbround"
    assert sorted(tmp_path.glob("out/*")) == sorted(written.values())
    for agency, path in written.items():
        round_file, _document = read_round_file(path)
        assert (round_file.agency, round_file.round) == (agency, annual)
        assert round_file.programme == load_catalogue()
        assert (round_file.last_revision, round_file.last_payload_sha256) == (0, None)


def test_chosen_agencies_alone_get_one(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    written = desk.round_files.write(annual.id, tmp_path / "out", ["MOL", "MOE"])
    assert list(written) == ["MOE", "MOL"]
    assert len(list(tmp_path.glob("out/*"))) == 2


def test_round_files_interrupted_between_two_are_all_there_at_the_next_opening(
    desk: OfficeDesk, annual: Round, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    interrupt(monkeypatch, ".tbround", lambda: desk.round_files.write(annual.id, out))
    assert list(out.glob("*.tbround")) == []
    desk.close()
    with OfficeDesk.open(desk.path, clock=Clock()) as again:
        (told,) = again.outgoing.take_news()
        news = again.rounds.file_news(annual.id)
    assert (told.code, len(list(out.glob("*.tbround")))) == ("FILE_SET_COMPLETED", 17)
    assert len(list(out.glob(".*"))) == 0
    assert len(news.written) == 17


def test_an_unknown_agency_gets_none(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        desk.round_files.write(annual.id, tmp_path / "out", ["NASA"])
    assert refusal_of(caught.value) == "AGENCY_UNKNOWN"
    assert not (tmp_path / "out").exists()


def test_a_round_file_brings_the_last_revision_and_the_comments_of_its_return(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    first, second, _third = chain(annual)
    desk.inbox.import_files([write_file(tmp_path, each) for each in (first, second)], now=NOON)
    comment = Remark(place=None, text="請補充。")
    desk.review.decide(annual.id, "MOFA", DecisionKind.SEND_BACK, (comment,), "李審查", NOON)
    path = desk.round_files.write(annual.id, tmp_path / "out", ["MOFA"])["MOFA"]
    round_file, _document = read_round_file(path)
    assert (round_file.last_revision, round_file.last_payload_sha256) == (2, second.sha256())
    assert round_file.comments == (
        ReviewComment(id="r2-1", place=None, text="請補充。", author="李審查", written_at=NOON),
    )


def test_a_round_file_brings_what_was_never_answered_of_earlier_revisions_too(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    first, second, _third = chain(annual)
    for revision, text in ((first, "請補充。"), (second, "請再補充。")):
        desk.inbox.import_files([write_file(tmp_path, revision)], now=NOON)
        comment = Remark(place=None, text=text)
        desk.review.decide(annual.id, "MOFA", DecisionKind.SEND_BACK, (comment,), "李審查", NOON)
    path = desk.round_files.write(annual.id, tmp_path / "out", ["MOFA"])["MOFA"]
    comments = read_round_file(path)[0].comments
    assert [(each.id, each.text) for each in comments] == [
        ("r1-1", "請補充。"),
        ("r2-1", "請再補充。"),
    ]


def test_a_remark_on_an_accepted_return_stays_at_home(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    desk.inbox.import_files([write_file(tmp_path, chain(annual, length=1)[0])], now=NOON)
    remark = Remark(place=None, text="可作範例。")
    desk.review.decide(annual.id, "MOFA", DecisionKind.ACCEPT, (remark,), "李審查", NOON)
    path = desk.round_files.write(annual.id, tmp_path / "out", ["MOFA"])["MOFA"]
    assert read_round_file(path)[0].comments == ()


def test_comments_stay_at_home_once_the_review_is_reopened(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    desk.inbox.import_files([write_file(tmp_path, chain(annual, length=1)[0])], now=NOON)
    comment = Remark(place=None, text="請補充。")
    desk.review.decide(annual.id, "MOFA", DecisionKind.SEND_BACK, (comment,), "李審查", NOON)
    desk.review.decide(annual.id, "MOFA", DecisionKind.REOPEN, (), "李審查", NOON)
    path = desk.round_files.write(annual.id, tmp_path / "out", ["MOFA"])["MOFA"]
    assert read_round_file(path)[0].comments == ()


def test_a_round_file_brings_what_was_accepted_in_earlier_rounds_of_its_kind(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    rounds = {year: open_annual(desk, year) for year in (112, 113, 114)}
    for year in (112, 113):
        results = desk.inbox.import_files(
            [write_file(tmp_path, make_payload(rounds[year], each)) for each in ("MOFA", "MOTC")],
            now=NOON,
        )
        assert all(each.accepted for each in results)
        desk.review.decide(f"{year}-annual", "MOFA", DecisionKind.ACCEPT, (), "李審查", NOON)
    found = {}
    for year in (113, 114):
        for agency, path in desk.round_files.write(f"{year}-annual", tmp_path).items():
            found[year, agency] = read_round_file(path)[0].earlier
    assert [each.round_id for each in found[114, "MOFA"]] == ["113-annual", "112-annual"]
    assert [each.round_id for each in found[113, "MOFA"]] == ["112-annual"]
    assert found[114, "MOTC"] == ()  # received, not accepted
    newest = found[114, "MOFA"][0]
    assert newest.values == make_payload(rounds[113], "MOFA").data
    assert (newest.title, newest.year_roc) == ("113 年度執行成果", 113)
    made = make_payload(rounds[113], "MOFA")
    assert (newest.agency, newest.revision, newest.payload_sha256) == ("MOFA", 1, made.sha256())
    figures = {path: made.computed[path] for path in newest.computed}
    assert newest.computed == figures
    fields = {path.rpartition("/")[2] for path in figures}
    assert "executed" in fields
    assert not fields & {"project_name", "rates_note"}, "texts say what the plan says"
