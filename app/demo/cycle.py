"""The full reporting cycle: round → 17 agencies → signed pairs → import → review → report."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from random import Random

import msgspec

from app.demo.approval import (
    SigningTimes,
    receive_approved_pair,
    revise_agency_return,
    sign_agency_return,
)
from app.demo.calendar import DemoCalendar, DemoClock
from app.demo.folders import DemoFolders
from app.demo.officers import DemoAgency, enrol_officer, load_receipts
from app.errors import AppError, Progress
from app.files import write_atomically
from app.models.programme import Programme
from app.models.received import ImportResult
from app.models.reviews import DecisionKind, Remark
from app.models.rounds import Round, RoundKind
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.patience import insist
from app.programme.catalogue_loader import load_catalogue
from app.reports.annual_report.report import write_report
from app.reports.figures import build_figures
from app.reports.master_workbook.workbook import write_master

SEED = 114
YEAR_ROC = 114
LATE_AGENCY = "MOTC"
SENT_BACK_AGENCY = "MOC"
RETURNED_BY_APPROVER = "MOL"
"""The agency whose approver sends the return back to the preparer before approving it."""
RECEIPT_ONLY_AGENCY = "NSTC"
"""The agency whose preparer gets the receipt only, not the signed pair."""
STILL_UNDER_REVIEW = {"CIP", "HAC", "MOTC"}
REVIEWER = "協調彙整機關承辦人"
_MARKER = ".tianbao-demo"
_OWN = ("office", "agencies", "returns", "report.pdf", "master.xlsx", "summary.json", _MARKER)


class DemoSummary(msgspec.Struct, frozen=True, kw_only=True):
    """The content of `summary.json`."""

    agencies: int
    projects: int
    indicators: int
    returns_accepted: int
    signatures: int
    """Signatures verified in all imported files: two signers in each file of a pair."""
    budget_total_ntd: dict[str, int]
    stated_totals_ntd: dict[str, int]
    seconds: float


def run_cycle(out: Path, now: datetime, progress: Progress | None = None) -> DemoSummary:
    """Run the demonstration into `out` and return its summary.

    Its events end a few minutes before `now`, which has a time zone. An earlier demonstration
    there is replaced; a folder with anything else in it is not changed.
    Raises AppError DEMO_FOLDER_TAKEN.
    """
    started = time.perf_counter()
    folders = _prepare(out)
    calendar = DemoCalendar(now)
    clock = DemoClock(calendar.days_ago(52))
    programme = load_catalogue()
    say = progress or (lambda _done, _total, _what: None)
    total = len(programme.agencies) + 4
    with OfficeDesk.create(folders.office_store, programme, clock=clock) as office:
        clock.at = calendar.days_ago(51)
        _make_office_key(office, folders)
        round_ = _open_round(office, calendar)
        agencies = _enrol_agencies(office, folders, calendar, clock)
        clock.at = calendar.days_ago(45)
        round_files = office.round_files.write(round_.id, folders.root / "office" / "填報包")
        for index, agency in enumerate(agencies):
            say(index, total, f"{programme.agency(agency.code).short_name}填報、核定並簽章")
            times = _choose_times(calendar, agency.code, index)
            _hand_in(agency, round_files[agency.code], folders, times)
        say(total - 4, total, "匯入填報表")
        results = _import_all(office, folders.returns, calendar, clock)
        say(total - 3, total, "審查、退回補正與重新報送")
        clock.at = calendar.minutes_ago(30)
        results += _review(office, round_, agencies, folders, calendar, clock)
        clock.at = calendar.minutes_ago(20)
        _answer_with_receipts(office, folders, agencies, clock.at)
        merged = office.returns.merged(round_.id)
    say(total - 2, total, "產生彙整報告")
    figures = build_figures(merged)
    write_report(figures, merged, folders.root / "report.pdf", today=calendar.today)
    write_master(figures, merged, folders.root / "master.xlsx")
    signatures = sum(len(each.signers) for each in results if each.carrier is not None)
    seconds = time.perf_counter() - started
    summary = _summarise(programme, len(merged.returns), signatures, seconds)
    write_atomically(
        folders.root / "summary.json", msgspec.json.format(msgspec.json.encode(summary), indent=2)
    )
    say(total, total, "完成")
    return summary


def _prepare(out: Path) -> DemoFolders:
    if out.is_dir() and any(out.iterdir()):
        if not (out / _MARKER).exists():
            raise AppError("DEMO_FOLDER_TAKEN", file=out)
        for name in _OWN:
            path = out / name
            if path.is_dir():
                insist(partial(shutil.rmtree, path))
            else:
                insist(partial(path.unlink, missing_ok=True))
    out.mkdir(parents=True, exist_ok=True)
    (out / _MARKER).touch()
    folders = DemoFolders(out)
    folders.office_store.parent.mkdir(parents=True)
    folders.returns.mkdir()
    return folders


def _make_office_key(office: OfficeDesk, folders: DemoFolders) -> None:
    """Make the key of the office with a file of its passphrase."""
    passphrase = secrets.token_urlsafe(12)
    office.keys.make(passphrase)
    write_atomically(folders.office_passphrase, f"{passphrase}\n".encode(), is_private=True)


def _answer_with_receipts(
    office: OfficeDesk, folders: DemoFolders, agencies: Sequence[DemoAgency], now: datetime
) -> None:
    """Issue a receipt for every imported revision, loaded by both officers of its agency."""
    for agency in agencies:
        entries = [each for each in office.records.ledger() if each.agency == agency.code]
        receipts = office.receipts.write_all(entries, folders.receipts)
        for officer in agency.officers:
            load_receipts(officer, receipts, now)


def _open_round(office: OfficeDesk, calendar: DemoCalendar) -> Round:
    return office.rounds.open(
        RoundKind.ANNUAL_RESULTS,
        YEAR_ROC,
        opens_on=calendar.opens_on,
        due_on=calendar.due_on,
        closes_on=calendar.closes_on,
        required_roles=tuple(SignerRole),
        is_demo=True,
    )


def _enrol_agencies(
    office: OfficeDesk, folders: DemoFolders, calendar: DemoCalendar, clock: DemoClock
) -> tuple[DemoAgency, ...]:
    enrolled = []
    clock.at = calendar.days_ago(46)
    for entry in office.records.programme.agencies:
        agency = DemoAgency.create(
            folders.agency(entry.code),
            office.records.programme,
            entry.code,
            calendar.days_ago(50),
        )
        for officer in agency.officers:
            enrol_officer(office, officer, clock.at)
        enrolled.append(agency)
    return tuple(enrolled)


def _choose_times(calendar: DemoCalendar, code: str, index: int) -> SigningTimes:
    if code == LATE_AGENCY:
        return SigningTimes(calendar.minutes_ago(50), calendar.minutes_ago(44))
    day = 4 + index % 12
    return SigningTimes(calendar.days_ago(day, hour=1), calendar.days_ago(day, hour=7))


def _hand_in(
    agency: DemoAgency, round_file: Path, folders: DemoFolders, times: SigningTimes
) -> None:
    pair = sign_agency_return(
        agency,
        round_file,
        folders.returns,
        SEED,
        times,
        is_sent_back_first=agency.code == RETURNED_BY_APPROVER,
    )
    if agency.code != RECEIPT_ONLY_AGENCY:
        receive_approved_pair(agency.preparer, pair, times.approved_at)


def _import_all(
    office: OfficeDesk, folder: Path, calendar: DemoCalendar, clock: DemoClock
) -> tuple[ImportResult, ...]:
    files = sorted(folder.iterdir())
    Random(SEED).shuffle(files)  # the result must not depend on the order of import
    late = [each for each in files if f"_{LATE_AGENCY}_" in each.name]
    in_time = [each for each in files if each not in late]
    clock.at = calendar.days_ago(3, hour=3)
    results = import_or_fail(office, in_time, clock.at)
    clock.at = calendar.minutes_ago(40)
    return results + import_or_fail(office, late, clock.at)


def import_or_fail(
    office: OfficeDesk, files: Sequence[Path], now: datetime
) -> tuple[ImportResult, ...]:
    """Import files; raises where one is refused, which is a bug of the demonstration."""
    results = office.inbox.import_files(files, now=now)
    refused = [each for each in results if not each.accepted]
    if refused:
        raise RuntimeError(f"the demonstration's own return was refused: {refused}")
    return results


def _review(
    office: OfficeDesk,
    round_: Round,
    agencies: Sequence[DemoAgency],
    folders: DemoFolders,
    calendar: DemoCalendar,
    clock: DemoClock,
) -> tuple[ImportResult, ...]:
    """Decide on every return; returns the import results of the one that was sent back."""
    results: tuple[ImportResult, ...] = ()
    for agency in agencies:
        if agency.code in STILL_UNDER_REVIEW:
            continue
        if agency.code == SENT_BACK_AGENCY:
            results += _send_back_and_reimport(office, round_, agency, folders, calendar, clock)
        office.review.decide(round_.id, agency.code, DecisionKind.ACCEPT, (), REVIEWER, clock.at)
    return results


def _send_back_and_reimport(
    office: OfficeDesk,
    round_: Round,
    agency: DemoAgency,
    folders: DemoFolders,
    calendar: DemoCalendar,
    clock: DemoClock,
) -> tuple[ImportResult, ...]:
    first_project = office.records.programme.projects_of(agency.code)[0]
    remark = Remark(
        place=f"{first_project.id}/results/-/narrative",
        text="（示範資料）請補充青年提案後續追蹤之具體數據。",
    )
    office.review.decide(
        round_.id, agency.code, DecisionKind.SEND_BACK, (remark,), REVIEWER, clock.at
    )
    resent = office.round_files.write(round_.id, folders.root / "office" / "填報包", [agency.code])
    times = SigningTimes(calendar.minutes_ago(28), calendar.minutes_ago(25))
    pair = revise_agency_return(agency, resent[agency.code], folders.returns, times)
    receive_approved_pair(agency.preparer, pair, times.approved_at)
    clock.at = calendar.minutes_ago(24)
    return import_or_fail(office, pair, clock.at)


def _summarise(programme: Programme, accepted: int, signatures: int, seconds: float) -> DemoSummary:
    return DemoSummary(
        agencies=len(programme.agencies),
        projects=len(programme.projects),
        indicators=len(programme.indicators),
        returns_accepted=accepted,
        signatures=signatures,
        budget_total_ntd={
            str(year): sum(each.budget(year).amount_ntd or 0 for each in programme.projects)
            for year in programme.years
        },
        stated_totals_ntd={
            str(each.year_roc): each.amount_ntd
            for each in programme.stated_totals
            if each.year_roc is not None
        },
        seconds=round(seconds, 2),
    )
