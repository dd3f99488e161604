"""Where Ctrl+K can go within a form: projects, sections, fields."""

from app.drafts.draft import Draft
from app.models.answers import Place
from app.models.forms import BlankSection
from app.ui.agency.fill_target import FillTarget
from app.ui.page import Destination

AGENCY_PART = "全機關資料"


def build_destinations(draft: Draft) -> tuple[Destination, ...]:
    """Projects first, then their sections, then the single fields."""
    names = {each: draft.programme.project(each).name for each in draft.blank.project_ids}
    heads = [_project_destination(None, AGENCY_PART)]
    heads += [_project_destination(each, name) for each, name in names.items()]
    sections, fields = [], []
    for section in draft.blank.sections:
        name = names.get(section.project_id or "", AGENCY_PART)
        target = FillTarget(section.project_id, section.spec.id)
        sections.append(Destination(section.spec.title, name, "layers", "fill", target))
        if section.spec.rows is None:
            fields += _field_destinations(section, name)
    return (*heads, *sections, *fields)


def _project_destination(project_id: str | None, name: str) -> Destination:
    return Destination(name, "計畫", "pencil-line", "fill", FillTarget(project_id))


def _field_destinations(section: BlankSection, project: str) -> list[Destination]:
    found = []
    for spec in section.spec.fields:
        place = Place(section.project_id, section.spec.id, None, spec.id)
        target = FillTarget(section.project_id, section.spec.id, place)
        detail = f"{project}・{section.spec.title}"
        found.append(Destination(spec.label, detail, "circle", "fill", target))
    return found
