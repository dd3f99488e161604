"""Where Ctrl+K can go within a form: projects, sections, fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.forms.field_types import field_type
from app.forms.iteration import row_label, walk_fields
from app.forms.sheets.layouts import find_sheets
from app.models.answers import Place
from app.models.forms import BlankSection
from app.models.money import MoneyUnit
from app.models.programme import Programme
from app.ui.agency.fill_target import FillTarget
from app.ui.messages import word
from app.ui.shell.page import Destination
from app.ui.translation import tr

if TYPE_CHECKING:
    from app.agency.drafts.draft import Draft

AGENCY_PART = tr("全機關資料")
_SHOWN = 30


def build_destinations(draft: Draft) -> tuple[Destination, ...]:
    """Sheets and projects first, then their sections, then the single fields."""
    names = {each: draft.programme.project(each).name for each in draft.blank.project_ids}
    heads = [
        Destination(word(each), tr("各計畫"), "layers", "fill", FillTarget(None, sheet=each))
        for each in find_sheets(draft.blank)
    ]
    heads.append(_project_destination(None, AGENCY_PART))
    heads += [_project_destination(each, name) for each, name in names.items()]
    sections, fields = [], []
    for section in draft.blank.sections:
        name = names.get(section.project_id or "", AGENCY_PART)
        target = FillTarget(section.project_id, section.spec.id)
        sections.append(Destination(section.spec.title, name, "layers", "fill", target))
        if section.spec.rows is None:
            fields += _field_destinations(section, name)
    return (*heads, *sections, *fields)


def build_answer_destinations(
    draft: Draft, unit: MoneyUnit, project: str | None = None, *, everywhere: bool = True
) -> tuple[Destination, ...]:
    """Every field with what stands in it: of the whole draft, or of one project (None: the
    agency's own part), where empty fields are found by name, too."""
    evaluation, found = draft.results.evaluation, []
    for section, row, spec, place in walk_fields(draft.blank, draft.answers):
        value = evaluation.value(place)
        if (everywhere and value is None) or not (everywhere or place.project == project):
            continue
        text = field_type(spec, draft.blank.form, unit).format(value)
        name = project_name(draft.programme, place.project)
        where = "・".join(
            each
            for each in (name, section.spec.title, row_label(section, row, draft.answers))
            if each
        )
        target = FillTarget(place.project, place.section, place)
        shown = f"{where}　{shorten(text)}" if text else where
        found.append(Destination(spec.label, shown, "circle", "fill", target, text))
    return tuple(found)


def describe_place(draft: Draft, place: Place) -> str:
    """推動大學社會責任實踐計畫・亮點案例・亮點案例 2・名稱, as far as the form knows the place."""
    labels = draft.blank.labels(place)
    row = ""
    for section in draft.blank.sections_of(place.project):
        if section.spec.id == place.section:
            row = row_label(section, place.row, draft.answers)
    parts = (project_name(draft.programme, place.project), *labels[:1], row, *labels[1:])
    return "・".join(each for each in parts if each)


def project_name(programme: Programme, project_id: str | None) -> str:
    """Return a project's name, or what the agency's own part (None) is called."""
    return AGENCY_PART if project_id is None else programme.project(project_id).name


def shorten(text: str) -> str:
    """The first words of a value, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _project_destination(project_id: str | None, name: str) -> Destination:
    return Destination(name, tr("計畫", "one"), "pencil-line", "fill", FillTarget(project_id))


def _field_destinations(section: BlankSection, project: str) -> list[Destination]:
    found = []
    for spec in section.spec.fields:
        place = Place(section.project_id, section.spec.id, None, spec.id)
        target = FillTarget(section.project_id, section.spec.id, place)
        detail = f"{project}・{section.spec.title}"
        found.append(Destination(spec.label, detail, "circle", "fill", target))
    return found
