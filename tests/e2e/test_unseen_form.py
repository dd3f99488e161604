"""Forms no program ships go all the way, report included: one quite unlike that of the year, and a
later version of that one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from python_calamine import CalamineWorkbook

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handing_in.exporting import export_return
from app.checks.checked_file import CheckOutcome
from app.checks.office_files import build_office_checker
from app.demo.agency import explain_delays, explain_warnings
from app.demo.answers import build_agency_answers
from app.forms.form_loader import load_form
from app.forms.meaning import form_sha256
from app.models.answers import Place
from app.models.forms import (
    Choice,
    ChoiceList,
    FieldSpec,
    FieldType,
    FormSpec,
    RemovedField,
    RowSource,
    RowsSpec,
    Scope,
    SectionSpec,
)
from app.models.received import MergedRound, ReceivedReturn
from app.models.rounds import RoundKind
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.office.review.sheet import build_context, build_review_sheet
from app.programme.catalogue_loader import load_catalogue
from app.reports.annual_report.report import write_report
from app.reports.figures import build_figures
from app.reports.master_workbook.workbook import write_master
from app.trust.certificates.certificate import fingerprint
from app.trust.keys.signing_keys import create_software_key
from app.trust.papers.enrolment import build_request, write_request
from tests.support.pdf_text import read_pages, squeeze

pytestmark = pytest.mark.slow

NOW = datetime(2026, 2, 10, 4, 0, tzinfo=UTC)
ROUND_ID, AGENCY = "114-annual", "MOE"
VISITS = FormSpec(
    id="site-visits",
    version=4,
    title="實地訪視紀錄表",
    sections=(
        SectionSpec(
            id="opinion",
            title="訪視意見",
            scope=Scope.PROJECT,
            fields=(
                FieldSpec(
                    id="verdict", label="總評", type=FieldType.CHOICE, choices="verdicts",
                    required=True,
                ),
                FieldSpec(id="advice", label="建議", type=FieldType.LONG_TEXT, max_length=300),
            ),
        ),
        SectionSpec(
            id="visits",
            title="訪視",
            scope=Scope.AGENCY,
            rows=RowsSpec(source=RowSource.FREE, max_rows=5, label="訪視"),
            fields=(
                FieldSpec(id="on", label="日期", type=FieldType.DATE, required=True),
                FieldSpec(id="people", label="人數", type=FieldType.INTEGER, unit="人"),
            ),
        ),
    ),
    choice_lists=(
        ChoiceList(
            id="verdicts",
            choices=(Choice(id="good", label="良好"), Choice(id="poor", label="待改善")),
        ),
    ),
)  # fmt: skip


def _later(form: FormSpec) -> FormSpec:
    """The version after it: a field and a choice more."""
    opinion, visits = form.sections
    added = FieldSpec(id="grade", label="評分", type=FieldType.PERCENT, min=Decimal(0))
    on, people = visits.fields
    counted = replace(visits, fields=(on, replace(people, control_total=True)))
    (verdicts,) = form.choice_lists
    choices = (*verdicts.choices, Choice(id="fair", label="尚可"))
    return replace(
        form,
        version=form.version + 1,
        sections=(replace(opinion, fields=(*opinion.fields, added)), counted),
        choice_lists=(replace(verdicts, choices=choices),),
    )


def _latest(form: FormSpec) -> FormSpec:
    """The version after that: a field renamed and one dropped."""
    opinion, visits = form.sections
    verdict, advice, grade = opinion.fields
    return replace(
        form,
        version=form.version + 1,
        sections=(
            replace(opinion, fields=(verdict, replace(advice, id="counsel"))),
            visits,
        ),
        removed=(
            RemovedField(
                section="opinion",
                field="advice",
                label=advice.label,
                removed_in=form.version + 1,
                renamed_to="opinion/counsel",
            ),
            RemovedField(
                section="opinion", field="grade", label=grade.label, removed_in=form.version + 1
            ),
        ),
    )


def _cover_headings(path: Path) -> set[object]:
    """The words that stand in the first column of the workbook's cover."""
    return {row[0] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()}


@dataclass(frozen=True)
class Arrived:
    """A return at the office, and the round it belongs to."""

    workbook: Path
    received: ReceivedReturn
    reviewed: frozenset[str]
    """The texts on the sheet the office reviews."""
    merged: MergedRound


def send_in(folder: Path, form: FormSpec, fill: Callable[[Draft], None]) -> Arrived:
    """Open a round on a form, fill it in at the agency, sign, check, import and review it."""

    def clock() -> datetime:
        return NOW

    key = create_software_key(
        "陳小華", "MOE-01", "教育部",
        valid_from=NOW - timedelta(days=1), valid_until=NOW + timedelta(days=700),
    )  # fmt: skip
    role = SignerRole.PREPARER
    request = build_request(
        key, agency=AGENCY, person_id="MOE-01", person_name="陳小華", role=role, at=NOW
    )
    write_request(request, key, folder / "moe.tbenrol")
    with OfficeDesk.create(folder / "office.tianbao", load_catalogue(), clock=clock) as office:
        office.keys.make("彙整機關的通行碼")
        round_ = office.rounds.open(
            RoundKind.ANNUAL_RESULTS, 114,
            opens_on=date(2026, 1, 5), due_on=date(2026, 2, 15), closes_on=date(2026, 3, 15),
            required_roles=(role,), form=form,
        )  # fmt: skip
        assert (round_.form_id, round_.form_version) == (form.id, form.version)
        assert round_.form_sha256 == form_sha256(office.rounds.form_of(ROUND_ID))
        waiting = office.enrolments.receive(folder / "moe.tbenrol")
        office.enrolments.confirm(waiting.id, fingerprint(key.certificate), NOW)
        path = office.round_files.write(ROUND_ID, folder, [AGENCY])[AGENCY]

        with AgencyDesk.create(folder / "moe.tianbao", clock=clock) as desk:
            desk.intake.receive(path, confirm_office=desk.intake.preview(path).fingerprint)
            draft = desk.draft(ROUND_ID)
            assert draft.blank.form.sections == office.rounds.form_of(ROUND_ID).sections
            fill(draft)
            pair = export_return(desk, draft, key, folder / "out", now=NOW)

        files = (pair.workbook, pair.pdf)
        checked = build_office_checker(office, NOW).check_files(files)
        assert [each.outcome for each in checked] == [CheckOutcome.GOOD] * 2
        results = office.inbox.import_files(files, now=NOW)
        assert [each.code for each in results] == ["IMPORTED", "ALREADY_IMPORTED"]
        received = office.returns.received(ROUND_ID, AGENCY)
        context = build_context(
            received[-1], office.rounds.form_of(ROUND_ID), load_catalogue(), round_
        )
        rows = build_review_sheet(context, received, received[-1]).rows
        return Arrived(
            pair.workbook,
            received[-1],
            frozenset(each.text for each in rows),
            office.returns.merged(ROUND_ID),
        )


def report(merged: MergedRound, folder: Path) -> tuple[str, CalamineWorkbook]:
    """The text of the report, without white space, and the master workbook."""
    figures = build_figures(merged)
    write_report(figures, merged, folder / "report.pdf", today=NOW.date())
    write_master(figures, merged, folder / "master.xlsx", today=NOW.date())
    text = "".join(read_pages((folder / "report.pdf").read_bytes()))
    return squeeze(text), CalamineWorkbook.from_path(folder / "master.xlsx")


def fill_visits(draft: Draft) -> None:
    """One visit, and a verdict on every project."""
    assert {each.code for each in draft.results.findings} == {"F101"}
    row = draft.rows.add(None, "visits")
    draft.commit({Place(None, "visits", row, "on"): "2026-01-20"}, "訪視")
    draft.commit({Place(None, "visits", row, "people"): 12}, "訪視")
    draft.commit(
        {Place(each, "opinion", None, "verdict"): "good" for each in draft.blank.project_ids},
        "總評",
    )
    assert draft.results.findings == ()


@pytest.mark.parametrize(
    "form", [VISITS, _later(VISITS), _latest(_later(VISITS))], ids=lambda each: str(each.version)
)
def test_a_form_never_seen_is_filled_signed_verified_imported_reviewed_and_reported(
    tmp_path: Path, form: FormSpec
) -> None:
    arrived = send_in(tmp_path, form, fill_visits)
    headings = _cover_headings(arrived.workbook)
    assert "核章" not in headings
    totals = [(each.label, each.value) for each in arrived.received.payload.control_totals]
    declared = any(each.control_total for each in form.sections[1].fields)
    assert totals == ([("人數合計（人）", 12)] if declared else [])
    assert ("控制總計" in headings) == declared
    assert "良好" in arrived.reviewed
    assert arrived.merged.form == form
    told, book = report(arrived.merged, tmp_path)
    for each in ("訪視意見", "總評", "良好", "建議", "日期", "115.01.20", "人數（人）", form.title):
        assert each in told, each
    for each in ("執行率", "可支用預算數", "萬元為單位", "達成率", "核定數調節", "指標達成"):
        assert each not in told, each
    assert book.sheet_names == ["說明", "計畫", "訪視意見", "訪視", "機關", "檢核說明"]
    head, *rows = book.get_sheet_by_name("訪視意見").to_python()
    assert head[:5] == ["機關代碼", "機關", "計畫代碼", "計畫名稱", "總評"]
    assert {row[4] for row in rows} == {"良好"}
    head, row = book.get_sheet_by_name("訪視").to_python()
    assert (head[-1], row[-1]) == ("人數（人）", 12)


CARE = SectionSpec(
    id="care",
    title="性別與包容",
    scope=Scope.PROJECT,
    fields=(
        FieldSpec(id="share", label="女性參與比率", type=FieldType.PERCENT, required=True),
        FieldSpec(id="grant", label="培力補助額", type=FieldType.MONEY, control_total=True),
        FieldSpec(id="deeds", label="包容措施", type=FieldType.LONG_TEXT, max_length=900),
    ),
)


def _next_year() -> FormSpec:
    """The form of the year in its next version: a section and a field more."""
    form = load_form("annual-results")
    results = form.section("results")
    added = FieldSpec(id="volunteers", label="志工人次", type=FieldType.INTEGER, unit="人次")
    sections = tuple(
        replace(each, fields=(*each.fields, added)) if each is results else each
        for each in form.sections
    )
    return replace(form, version=2, sections=(*sections, CARE))


def fill_next_year(draft: Draft) -> None:
    """The answers of the demonstration, and those to what is new."""
    known = tuple(each for each in draft.blank.sections if each.spec.id != CARE.id)
    blank = replace(draft.blank, sections=known)
    draft.commit(build_agency_answers(draft.programme, blank, 114), "示範")
    for each in draft.blank.project_ids:
        draft.commit(
            {
                Place(each, "care", None, "share"): "52.25",
                Place(each, "care", None, "grant"): 1_230_000,
                Place(each, "care", None, "deeds"): "提供臨托服務。",
                Place(each, "results", None, "volunteers"): 321,
            },
            "新增",
        )
    explain_delays(draft)
    explain_warnings(draft)
    assert [each for each in draft.results.findings if each.is_open] == []


def test_the_next_version_of_the_form_of_the_year_is_reported_with_what_is_new(
    tmp_path: Path,
) -> None:
    arrived = send_in(tmp_path, _next_year(), fill_next_year)
    totals = {each.label: each.value for each in arrived.received.payload.control_totals}
    assert totals["培力補助額合計（元）"] == 2 * 1_230_000
    assert totals["執行數合計（元）"] > 0
    assert "提供臨托服務。" in arrived.reviewed
    told, book = report(arrived.merged, tmp_path)
    for each in ("其他填報內容", "執行成果－其他欄位", "志工人次", "性別與包容", "52.25%",
                 "提供臨托服務。", "經費執行情形", "量化指標總表", "第2版"):  # fmt: skip
        assert each in told, each
    head, *rows = book.get_sheet_by_name("性別與包容").to_python()
    assert head[-3:] == ["女性參與比率", "培力補助額", "包容措施"]
    assert [row[-3:] for row in rows] == [[52.25, 1_230_000, "提供臨托服務。"]] * 2
    assert book.get_sheet_by_name("執行成果－其他欄位").to_python()[1][-1] == 321
    assert {"計畫經費", "落後說明", "修正提案", "調節"} <= {*book.sheet_names}
