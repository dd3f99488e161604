"""A round re-issued on three versions of a small form, and a desk that takes them in."""

from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from app.agency.desk import AgencyDesk
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
from app.models.rounds import RoundFile
from tests.agency.desks import (
    OFFICE_FINGERPRINT,
    PROJECT,
    START,
    TickingClock,
    build_round,
    build_round_file,
    write_file,
)

ROUND = "114-annual"


def _choices(*ids: str) -> tuple[ChoiceList, ...]:
    labels = {"good": "良好", "poor": "待改善", "fair": "尚可"}
    return (
        ChoiceList(
            id="verdicts", choices=tuple(Choice(id=each, label=labels[each]) for each in ids)
        ),
    )


def _opinion(*fields: FieldSpec) -> SectionSpec:
    return SectionSpec(id="opinion", title="訪視意見", scope=Scope.PROJECT, fields=fields)


def _visits(*fields: FieldSpec) -> SectionSpec:
    rows = RowsSpec(source=RowSource.FREE, max_rows=5, label="訪視")
    return SectionSpec(id="visits", title="訪視", scope=Scope.AGENCY, rows=rows, fields=fields)


_VERDICT = FieldSpec(id="verdict", label="總評", type=FieldType.CHOICE, choices="verdicts")
_COST = FieldSpec(id="cost", label="所需經費", type=FieldType.TEXT, carry_forward=True)
_ADVICE = FieldSpec(id="advice", label="建議", type=FieldType.LONG_TEXT)
_PHOTO = FieldSpec(id="photo", label="照片", type=FieldType.ATTACHMENT)
_PEOPLE = FieldSpec(id="people", label="人數", type=FieldType.INTEGER, unit="人")
_TOWN = FieldSpec(id="town", label="地點", type=FieldType.TEXT)

FIRST = FormSpec(
    id="site-visits",
    version=1,
    title="實地訪視紀錄表",
    sections=(_opinion(_VERDICT, _COST, _ADVICE, _PHOTO), _visits(_PEOPLE, _TOWN)),
    choice_lists=_choices("good", "poor"),
)
SECOND = replace(
    FIRST,
    version=2,
    sections=(
        _opinion(
            _VERDICT,
            replace(_COST, type=FieldType.MONEY),
            replace(_ADVICE, id="counsel", label="具體建議"),
        ),
        _visits(_PEOPLE),
    ),
    choice_lists=_choices("good", "fair"),
    removed=(
        RemovedField(
            section="opinion",
            field="advice",
            label="建議",
            removed_in=2,
            renamed_to="opinion/counsel",
        ),
    ),
)
"""A field renamed, two dropped, one of another type, a choice replaced."""
THIRD = replace(
    SECOND,
    version=3,
    sections=(_opinion(_VERDICT, replace(_COST, type=FieldType.MONEY), _PHOTO),),
    choice_lists=_choices("good", "poor", "fair"),
    removed=(RemovedField(section="opinion", field="advice", label="建議", removed_in=2),),
)
"""A section dropped, a dropped field and a choice back."""

VERDICT = Place(PROJECT, "opinion", None, "verdict")
COST = Place(PROJECT, "opinion", None, "cost")
ADVICE = Place(PROJECT, "opinion", None, "advice")
COUNSEL = Place(PROJECT, "opinion", None, "counsel")
PHOTO = Place(PROJECT, "opinion", None, "photo")


def town(row: str) -> Place:
    return Place(None, "visits", row, "town")


def people(row: str) -> Place:
    return Place(None, "visits", row, "people")


def build_issue(form: FormSpec, number: int) -> RoundFile:
    """The round file of a re-issue on a form; a later number is a later file."""
    round_ = build_round(form_id=form.id, form_version=form.version, form_sha256=form_sha256(form))
    return build_round_file(form=form, round=round_, issued_at=START + timedelta(days=number))


def reissue(desk: AgencyDesk, folder: Path, form: FormSpec, number: int) -> None:
    """Take the round in on another form."""
    path = write_file(folder, build_issue(form, number), f"{number}.tbround")
    desk.intake.receive(path)


def open_desk(folder: Path) -> AgencyDesk:
    """A fresh store that has received the round on the first form."""
    desk = AgencyDesk.create(folder / "moe.tianbao", clock=TickingClock())
    path = write_file(folder, build_issue(FIRST, 0), "0.tbround")
    desk.intake.receive(path, confirm_office=OFFICE_FINGERPRINT)
    return desk


def reopen(desk: AgencyDesk) -> AgencyDesk:
    path = desk.path
    desk.close()
    return AgencyDesk.open(path, clock=TickingClock())
