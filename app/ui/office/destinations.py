"""Where Ctrl+K can go on the office's side, pages aside."""

from app.models.agency_names import AgencyNames
from app.models.programme import Programme
from app.models.rounds import Round
from app.ui.shell.page import Destination
from app.ui.translation import tr


def build_destinations(
    programme: Programme, round_: Round | None, names: AgencyNames
) -> tuple[Destination, ...]:
    """Each agency's return, each project and each indicator of the plan."""
    found: list[Destination] = []
    if round_ is not None:
        found += [
            Destination(
                tr("審查{agency}", agency=names.short(each.code)),
                round_.title,
                "stamp",
                "review",
                each.code,
            )
            for each in programme.agencies
        ]
    found += [
        Destination(
            f"{each.id} {each.name}",
            names.short(each.agency),
            "file-text",
            "programme",
            ("projects", each.id),
        )
        for each in programme.projects
    ]
    found += [
        Destination(
            f"{each.label} {each.summary}",
            tr("量化指標"),
            "target",
            "programme",
            ("indicators", each.number),
        )
        for each in programme.indicators
    ]
    return tuple(found)
