"""Which places a return may speak of."""

from collections.abc import Iterable

from app.forms.iteration import walk_fields
from app.models.answers import ROWS, Answers, Place
from app.models.forms import Blank, FieldType, RowSource


def find_unknown_place(blank: Blank, answers: Answers) -> Place | None:
    """The first place that the blank, with the rows of these answers, does not ask for."""
    known = {
        place
        for _, _, field, place in walk_fields(blank, answers)
        if field.type is not FieldType.COMPUTED
    }
    known.update(_row_lists(blank))
    return next((place for place in answers if place not in known), None)


def _row_lists(blank: Blank) -> Iterable[Place]:
    for section in blank.sections:
        rows = section.spec.rows
        if rows is not None and rows.source is RowSource.FREE:
            yield Place(section.project_id, section.spec.id, None, ROWS)
