"""Carrying answers forward from the round before (沿用上期資料), for fields that ask for it."""

from app.agency.drafts.blank_index import BlankIndex
from app.forms.iteration import walk_fields
from app.models.answers import Answers, Place, StoredValue, is_empty
from app.models.forms import Blank, RowSource


def build_carried(blank: Blank, prior: Answers, current: Answers) -> dict[Place, StoredValue]:
    """Values of `prior` for places that are still empty and whose field carries forward.

    Free rows are not carried: a highlight of last year is not one of this year.
    """
    index = BlankIndex(blank)
    carried: dict[Place, StoredValue] = {}
    for section, _, field, place in walk_fields(blank, current):
        rows = section.spec.rows
        if not field.carry_forward or (rows is not None and rows.source is RowSource.FREE):
            continue
        value = prior.get(place)
        if not is_empty(value) and is_empty(current.get(place)) and index.accepts(place):
            carried[place] = value
    return carried
