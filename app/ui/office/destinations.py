"""Where Ctrl+K can go on the office's side, pages aside."""

from typing import NamedTuple

from app.models.agency_names import AgencyNames
from app.models.programme import Programme
from app.models.rounds import Round
from app.ui.shell.page import Destination
from app.ui.translation import tr


class ReviewPlace(NamedTuple):
    """Where in which return of which round to go: a target of 審查."""

    round_id: str
    agency: str
    revision: int
    place: str | None


def build_destinations(
    programme: Programme, round_: Round | None, names: AgencyNames
) -> tuple[Destination, ...]:
    """Each agency's return, each project and each indicator of the plan."""
    found: list[Destination] = []
    if round_ is not None:
        for agency in programme.agencies:
            title = tr("審查{agency}", agency=names.short(agency.code))
            found.append(Destination(title, round_.title, "stamp", "review", agency.code))
    for project in programme.projects:
        title, owner = f"{project.id} {project.name}", names.short(project.agency)
        place = Destination(title, owner, "file-text", "programme", ("projects", project.id))
        found.append(place)
    for each in programme.indicators:
        title, target = f"{each.label} {each.summary}", ("indicators", each.number)
        found.append(Destination(title, tr("量化指標"), "target", "programme", target))
    return tuple(found)
