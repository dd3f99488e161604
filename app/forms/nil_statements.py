"""Nil statements (本期無執行): a project, or a whole agency, with nothing to report in a round.

A statement is its reason. It stands in for every section but those a form marks `despite_nil`.
"""

from collections.abc import Iterator

from app.forms.iteration import walk_section
from app.models.answers import NIL, ROWS, Answers, Place, nil_place
from app.models.forms import Blank, BlankSection, FieldSpec, FieldType, Scope, SectionSpec

NIL_TITLE = "本期無執行"
NIL_FIELD = FieldSpec(
    id=nil_place(None).field,
    label="理由",
    type=FieldType.LONG_TEXT,
    help="說明本期為何沒有執行情形，例如計畫延後辦理或經費尚未核撥。",
    max_length=500,
)


def nil_section(project_id: str | None) -> BlankSection:
    """The section that holds the statement of a project, or of the agency (None)."""
    scope = Scope.AGENCY if project_id is None else Scope.PROJECT
    spec = SectionSpec(id=NIL, title=NIL_TITLE, scope=scope, fields=(NIL_FIELD,))
    return BlankSection(project_id=project_id, spec=spec)


def nil_sections(blank: Blank) -> Iterator[BlankSection]:
    """The sections for nil statements of a blank: the agency's, then project by project."""
    for project_id in (None, *blank.project_ids):
        yield nil_section(project_id)


def find_section(blank: Blank, place: Place) -> BlankSection | None:
    """The section a place stands in, that of nil statements too; None where there is none."""
    if place.section == NIL and (place.project is None or place.project in blank.project_ids):
        return nil_section(place.project)
    found = (each for each in blank.sections_of(place.project) if each.spec.id == place.section)
    return next(found, None)


def nil_reason_for(answers: Answers, project_id: str | None) -> str:
    """Why there is nothing to report: the project's own reason, else the agency's; '' if none."""
    return answers.nil_reason(project_id) or answers.nil_reason(None)


def is_nil(answers: Answers, project_id: str | None) -> bool:
    """Return whether a statement covers a project (None: the agency's own sections)."""
    return bool(nil_reason_for(answers, project_id))


def is_covered(answers: Answers, section: BlankSection) -> bool:
    """Return whether a nil statement stands in for a section."""
    return not section.spec.despite_nil and is_nil(answers, section.project_id)


def entered_places(section: BlankSection, answers: Answers) -> tuple[Place, ...]:
    """The places of a section that hold values, in reading order."""
    places = [place for _, _, field, place in walk_section(section, answers)
              if field.type is not FieldType.COMPUTED]  # fmt: skip
    rows = Place(section.project_id, section.spec.id, None, ROWS)
    return tuple(each for each in (*places, rows) if answers.get(each) is not None)


def entered_beside(blank: Blank, answers: Answers, project_id: str | None) -> tuple[Place, ...]:
    """The places filled in beside the statement of a project, or of the agency with them all."""
    sections = blank.sections if project_id is None else blank.sections_of(project_id)
    return tuple(
        place
        for section in sections
        if is_covered(answers, section)
        for place in entered_places(section, answers)
    )


def nil_projects(blank: Blank, answers: Answers) -> tuple[str, ...]:
    """The projects of a blank with nothing to report, by their own statement or the agency's."""
    return tuple(each for each in blank.project_ids if is_nil(answers, each))
