"""What changed from one revision to the next, place by place, as it is printed."""

from app.forms.field_types import field_type
from app.forms.iteration import walk_section
from app.models.answers import Answers, Place
from app.models.forms import Blank, BlankSection, FieldSpec, FieldType, RowSource
from app.models.received import Difference
from app.office.review.place_names import name_field


def compare_returns(older: Answers, newer: Answers, blank: Blank) -> tuple[Difference, ...]:
    """Every entered value that differs, in reading order; `before` is empty for an added value.

    Rows an officer adds and removes are told by their key, so moving a row is no difference; a
    removed row shows each of its values as gone, after the rows that remain.
    """
    found: list[Difference] = []
    for section in blank.sections:
        for place, field in _places(section, older, newer):
            before, after = older.get(place), newer.get(place)
            if before == after:
                continue
            holder = newer if place.row is None or _has_row(section, place, newer) else older
            handler = field_type(field.type)
            found.append(
                Difference(
                    place=place,
                    section=section.spec.title,
                    field=name_field(section, place, holder),
                    before="" if before is None else handler.format(before, field, blank.form),
                    after="" if after is None else handler.format(after, field, blank.form),
                )
            )
    return tuple(found)


def _places(section: BlankSection, older: Answers, newer: Answers) -> list[tuple[Place, FieldSpec]]:
    """The entered places of a section in either revision, the newer one's order first."""
    places: dict[Place, FieldSpec] = {}
    for answers in (newer, older):
        for _section, _key, field, place in walk_section(section, answers):
            if field.type is not FieldType.COMPUTED:
                places.setdefault(place, field)
    return list(places.items())


def _has_row(section: BlankSection, place: Place, answers: Answers) -> bool:
    rows = section.spec.rows
    if rows is None or rows.source is not RowSource.FREE:
        return True
    return place.row in answers.row_keys(section.project_id, section.spec.id)
