"""Required fields: which places of a blank have to be filled in as the answers stand."""

from dataclasses import dataclass

from app.forms.evaluation import Evaluation
from app.forms.nil_statements import is_nil
from app.models.answers import Place, StoredValue
from app.models.forms import BlankSection, FieldSpec, FieldType
from app.models.programme import Programme, Project


def owes_report(project: Project, year_roc: int) -> bool:
    """Return whether a project was still running in that year.

    One that ended before (合作事業推動地方創生輔導試辦計畫 ran from 111 to 112) stays on the blank
    and may be reported on.
    """
    return not project.ended_before(year_roc)


@dataclass(frozen=True)
class Duties:
    """Which fields of one agency's blank are required as the answers stand."""

    programme: Programme
    year_roc: int
    evaluation: Evaluation

    def applies(self, section: BlankSection) -> bool:
        """Return whether a section has to be filled in at all."""
        project_id, spec = section.project_id, section.spec
        if is_nil(self.evaluation.answers, project_id):
            # Nothing is asked of a project but to finish the rows it adds all the same.
            is_added = project_id is None or spec.rows is not None
            return spec.despite_nil and is_added
        if project_id is None:
            return True
        if spec.refused_unless_behind and not self.evaluation.is_behind(project_id):
            return False
        return owes_report(self.programme.project(project_id), self.year_roc)

    def is_required(self, section: BlankSection, field: FieldSpec, place: Place) -> bool:
        """Return whether a field is required where it stands."""
        if field.type is FieldType.COMPUTED or not self.applies(section):
            return False
        return field.required or self.condition_holds(field, place)

    def condition_holds(self, field: FieldSpec, place: Place) -> bool:
        """Return whether the field's `required_when` is fulfilled by its neighbour."""
        if field.required_when is None:
            return False
        neighbour = self.evaluation.value(place._replace(field=field.required_when.field))
        return bool(_ids(neighbour) & set(field.required_when.equals))


def _ids(value: StoredValue) -> set[str]:
    if isinstance(value, tuple):
        return set(value)
    return set() if value is None else {str(value)}
