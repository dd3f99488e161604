"""A form of a thousand fields in an agency's store, with two hundred findings to show."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.answers import ROWS, Place, StoredValue
from app.models.forms import (
    Choice,
    ChoiceList,
    FieldSpec,
    FieldType,
    FormSpec,
    RowSource,
    RowsSpec,
    Scope,
    SectionSpec,
)

if TYPE_CHECKING:
    from app.agency.drafts.draft import Draft

AGENCY, ROUND_ID = "MOL", "114-annual"
GRID_ROWS, GRID_COLUMNS = 40, 12
_CARDS = 30
_FINDINGS = 200
_LIMIT = 1_000
_TEXTS = SectionSpec(
    id="texts",
    title="執行情形",
    scope=Scope.PROJECT,
    fields=(
        FieldSpec(id="narrative", label="執行成果", type=FieldType.LONG_TEXT, max_length=4_000),
        FieldSpec(id="outlook", label="未來規劃", type=FieldType.LONG_TEXT, max_length=4_000),
        FieldSpec(id="contact", label="聯絡人", type=FieldType.TEXT),
        FieldSpec(id="telephone", label="電話", type=FieldType.TEXT),
    ),
)
_SHORT = tuple(
    SectionSpec(
        id=f"part{number}",
        title=f"第 {number} 部分",
        scope=Scope.PROJECT,
        fields=tuple(
            FieldSpec(id=f"{kind.value}{each}", label=f"欄位 {number}.{each} {kind.value}",
                      type=kind, max=Decimal(_LIMIT) if kind is FieldType.INTEGER else None,
                      choices="grades" if kind is FieldType.CHOICE else None)
            for each in range(6)
            for kind in (FieldType.INTEGER, FieldType.TEXT, FieldType.DATE, FieldType.CHOICE)
        ),
    )
    for number in range(1, 10)
)  # fmt: skip
_GRID = SectionSpec(
    id="sheet",
    title="分項數據",
    scope=Scope.PROJECT,
    rows=RowsSpec(source=RowSource.FREE, max_rows=GRID_ROWS, label="分項"),
    fields=tuple(
        FieldSpec(id=f"n{each}", label=f"數據 {each}", type=FieldType.INTEGER, max=Decimal(_LIMIT))
        for each in range(GRID_COLUMNS)
    ),
)
_CARD = SectionSpec(
    id="cards",
    title="亮點",
    scope=Scope.PROJECT,
    as_cards=True,
    rows=RowsSpec(source=RowSource.FREE, max_rows=_CARDS, label="亮點"),
    fields=(
        *(FieldSpec(id=f"t{each}", label=f"名稱 {each}", type=FieldType.TEXT) for each in range(9)),
        FieldSpec(id="story", label="說明", type=FieldType.LONG_TEXT, max_length=500),
    ),
)
FORM = FormSpec(
    id="large-form",
    version=1,
    title="千欄表",
    sections=(_TEXTS, *_SHORT, _GRID, _CARD),
    choice_lists=(
        ChoiceList(id="grades", choices=(Choice(id="a", label="甲"), Choice(id="b", label="乙"))),
    ),
)


def write_store(path: Path) -> None:
    """A store that has received a round on the form, its first project filled in."""
    from app.agency.desk import AgencyDesk
    from app.forms.meaning import form_sha256
    from app.models.rounds import Round, RoundFile, RoundKind
    from app.models.signatures import SignerRole
    from app.programme.catalogue_loader import load_catalogue
    from app.trust.certificates.certificate import fingerprint
    from app.trust.certificates.registry import build_empty_registry
    from app.trust.keys.office_authority import create_authority
    from app.trust.papers.round_file import sign_round_file

    now = datetime.now(UTC).replace(microsecond=0)
    office = create_authority("協調彙整機關", now - timedelta(days=1))
    round_ = Round(
        id=ROUND_ID,
        kind=RoundKind.ANNUAL_RESULTS,
        year_roc=114,
        title="114 年度執行成果",
        form_id=FORM.id,
        form_version=FORM.version,
        form_sha256=form_sha256(FORM),
        opens_on=date(2026, 1, 5),
        due_on=date(2126, 2, 15),
        closes_on=date(2126, 3, 1),
        nonce=f"{114:064x}",
        required_roles=(SignerRole.PREPARER,),
    )
    file = RoundFile(
        round=round_,
        agency=AGENCY,
        form=FORM,
        programme=load_catalogue(),
        registry=build_empty_registry(now),
        issued_at=now,
    )
    paper = path.with_suffix(".tbround")
    paper.write_bytes(sign_round_file(file, office))
    with AgencyDesk.create(path) as desk:
        desk.intake.receive(paper, confirm_office=fingerprint(office.certificate))
        _fill(desk.draft(ROUND_ID))


def _fill(draft: "Draft") -> None:
    project = draft.blank.project_ids[0]
    draft.commit(_rows(project), "rows")
    draft.commit(_values(project), "values")
    fields = sum(
        len(section.spec.fields) * max(1, len(draft.answers.row_keys(project, section.spec.id)))
        for section in draft.blank.sections_of(project)
    )
    found = sum(each.is_open for each in draft.results.findings)
    if (fields, found) != (1_000, _FINDINGS):
        raise RuntimeError(f"{fields} fields, {found} findings")


def _rows(project: str) -> dict[Place, StoredValue]:
    return {
        Place(project, section, None, ROWS): tuple(f"r{each}" for each in range(1, count + 1))
        for section, count in (("sheet", GRID_ROWS), ("cards", _CARDS))
    }


def _values(project: str) -> dict[Place, StoredValue]:
    """Something in each field; as many figures as there are findings are above what is allowed."""
    values: dict[Place, StoredValue] = {}
    wrong = iter(range(_FINDINGS))
    for section in FORM.sections:
        keys: tuple[str | None, ...] = (None,)
        if section.rows is not None:
            keys = tuple(
                f"r{each}" for each in range(1, 1 + (GRID_ROWS if section is _GRID else _CARDS))
            )
        for key in keys:
            for spec in section.fields:
                place = Place(project, section.id, key, spec.id)
                if spec.type is FieldType.INTEGER:
                    values[place] = _LIMIT + 1 if next(wrong, None) is not None else 7
                elif spec.type is FieldType.DATE:
                    values[place] = "2025-06-30"
                elif spec.type is FieldType.CHOICE:
                    values[place] = "a"
                elif spec.type is FieldType.LONG_TEXT:
                    values[place] = "本年度辦理十二場工作坊。"
                else:
                    values[place] = "承辦單位"
    return values
