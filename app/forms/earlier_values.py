"""What stood at a place in an earlier round; rows that officers add are matched by their name.

The keys of such rows are counted anew each year: the first case of last year is not the first of
this year.
"""

from app.forms.sheets.pasted_blocks import reads_alike
from app.models.answers import Answers, Place, StoredValue
from app.models.earlier import EarlierYear
from app.models.forms import Blank, RowSource, SectionSpec


def read_earlier(blank: Blank, answers: Answers, place: Place, year: EarlierYear) -> StoredValue:
    """What stood at a place, entered or computed; None where it was not asked or nothing stood.

    `answers` are those of the present round, which say what a row is called.
    """
    spec = next(
        (each.spec for each in blank.sections_of(place.project) if each.spec.id == place.section),
        None,
    )
    there = None if spec is None else find_earlier_place(spec, answers, place, year)
    return None if there is None else year.value(there)


def find_earlier_place(
    section: SectionSpec, answers: Answers, place: Place, year: EarlierYear
) -> Place | None:
    """Where an earlier round had what now stands at a place; None where nobody can tell."""
    rows = section.rows
    if rows is None or rows.source is not RowSource.FREE:
        return place
    name = answers.get(place._replace(field=rows.identity)) if rows.identity else None
    if place.row is None or not isinstance(name, str):
        return None
    keys = year.answers.row_keys(place.project, place.section)
    alike = [
        key
        for key in keys
        if isinstance(other := year.answers.get(place._replace(row=key, field=rows.identity)), str)
        and reads_alike(name, other)
    ]
    return place._replace(row=alike[0]) if len(alike) == 1 else None
