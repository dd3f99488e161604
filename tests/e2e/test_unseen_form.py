"""A form no program ships, quite unlike the one of the year, goes all the way on its words."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from python_calamine import CalamineWorkbook

from app.agency.desk import AgencyDesk
from app.agency.handing_in.exporting import export_return
from app.checks.checked_file import CheckOutcome
from app.checks.office_files import build_office_checker
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
from app.models.rounds import RoundKind
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.office.review.sheet import build_context, build_review_sheet
from app.programme.catalogue_loader import load_catalogue
from app.trust.certificates.certificate import fingerprint
from app.trust.keys.signing_keys import create_software_key
from app.trust.papers.enrolment import build_request, write_request

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


@pytest.mark.parametrize(
    "form", [VISITS, _later(VISITS), _latest(_later(VISITS))], ids=lambda each: str(each.version)
)
def test_a_form_never_seen_is_filled_signed_verified_imported_and_reviewed(
    tmp_path: Path, form: FormSpec
) -> None:
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
    write_request(request, key, tmp_path / "moe.tbenrol")
    with OfficeDesk.create(tmp_path / "office.tianbao", load_catalogue(), clock=clock) as office:
        office.keys.make("彙整機關的通行碼")
        round_ = office.rounds.open(
            RoundKind.ANNUAL_RESULTS, 114,
            opens_on=date(2026, 1, 5), due_on=date(2026, 2, 15), closes_on=date(2026, 3, 15),
            required_roles=(role,), form=form,
        )  # fmt: skip
        assert (round_.form_id, round_.form_version) == ("site-visits", form.version)
        assert round_.form_sha256 == form_sha256(office.rounds.form_of(ROUND_ID))
        waiting = office.enrolments.receive(tmp_path / "moe.tbenrol")
        office.enrolments.confirm(waiting.id, fingerprint(key.certificate), NOW)
        path = office.round_files.write(ROUND_ID, tmp_path, [AGENCY])[AGENCY]

        with AgencyDesk.create(tmp_path / "moe.tianbao", clock=clock) as desk:
            desk.intake.receive(path, confirm_office=desk.intake.preview(path).fingerprint)
            draft = desk.draft(ROUND_ID)
            assert draft.blank.form == office.rounds.form_of(ROUND_ID)
            assert {each.code for each in draft.results.findings} == {"F101"}
            row = draft.rows.add(None, "visits")
            draft.commit({Place(None, "visits", row, "on"): "2026-01-20"}, "訪視")
            draft.commit({Place(None, "visits", row, "people"): 12}, "訪視")
            draft.commit(
                {
                    Place(each, "opinion", None, "verdict"): "good"
                    for each in draft.blank.project_ids
                },
                "總評",
            )
            assert draft.results.findings == ()
            pair = export_return(desk, draft, key, tmp_path / "out", now=NOW)

        files = (pair.workbook, pair.pdf)
        headings = _cover_headings(pair.workbook)
        assert "核章" not in headings
        checked = build_office_checker(office, NOW).check_files(files)
        assert [each.outcome for each in checked] == [CheckOutcome.GOOD] * 2
        results = office.inbox.import_files(files, now=NOW)
        assert [each.code for each in results] == ["IMPORTED", "ALREADY_IMPORTED"]
        received = office.returns.received(ROUND_ID, AGENCY)
        totals = [(each.label, each.value) for each in received[0].payload.control_totals]
        declared = any(each.control_total for each in form.sections[1].fields)
        assert totals == ([("人數合計（人）", 12)] if declared else [])
        assert ("控制總計" in headings) == declared
        context = build_context(
            received[-1], office.rounds.form_of(ROUND_ID), load_catalogue(), round_
        )
        rows = build_review_sheet(context, received, received[-1]).rows
        assert "良好" in {each.text for each in rows}
        assert office.returns.merged(ROUND_ID).form == form
