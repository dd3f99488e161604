"""A place on the fill page: a project, one of its sections, one of its fields."""

from typing import NamedTuple

from app.models.answers import Place


class FillTarget(NamedTuple):
    """`project` is None for the agency's own part."""

    project: str | None
    section: str | None = None
    place: Place | None = None


def target_of(place: Place) -> FillTarget:
    """The target that puts the focus on a place."""
    return FillTarget(place.project, place.section, place)
