"""What only the form of the year has: officers, narrative, highlights, delays, amendments."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Protocol

import msgspec

from app.models.forms import RowSource, Scope
from app.models.programme import Project
from app.reports.coverage import ReportPart
from app.reports.figure_values import OfficerFigures
from app.reports.form_reading import DAY, IDS, LABEL, TEXT, WHOLE, KnownSection
from app.reports.project_figures import (
    AmendmentFigures,
    ContactFigures,
    DelayFigures,
    HighlightFigures,
)

FORM_ID = "annual-results"

KNOWN: Mapping[str, KnownSection] = MappingProxyType(
    {
        "officers": KnownSection(
            dict.fromkeys(OfficerFigures.__struct_fields__, TEXT), Scope.AGENCY
        ),
        "overview": KnownSection(dict.fromkeys(("summary", "coordination"), TEXT), Scope.AGENCY),
        "basic": KnownSection(
            dict.fromkeys(("contact_name", "contact_phone", "contact_email"), TEXT)
        ),
        "results": KnownSection({"narrative": TEXT, "beneficiaries": WHOLE}),
        "highlights": KnownSection(
            {
                **dict.fromkeys(("title", "summary"), TEXT),
                "beneficiaries": WHOLE,
                **dict.fromkeys(("sdgs", "partners", "photos"), IDS),
            },
            rows=RowSource.FREE,
        ),
        "delay": KnownSection(
            {
                **dict.fromkeys(("grounds", "cause", "measures", "coordination"), TEXT),
                **dict.fromkeys(("category", "responsibility"), LABEL),
                **dict.fromkeys(("improve_by", "catch_up_on"), DAY),
            }
        ),
        "amendments": KnownSection(
            {"field": LABEL, **dict.fromkeys(("before", "after", "reason"), TEXT)},
            rows=RowSource.FREE,
        ),
        "next_year": KnownSection({"focus": TEXT}),
    }
)
"""The sections and fields that are read by their ids, where the form has them so."""

PARTS: Mapping[ReportPart, str] = MappingProxyType(
    {
        ReportPart.OFFICERS: "officers",
        ReportPart.SUMMARY: "overview",
        ReportPart.CONTACTS: "basic",
        ReportPart.RESULTS: "results",
        ReportPart.HIGHLIGHTS: "highlights",
        ReportPart.DELAYS: "delay",
        ReportPart.AMENDMENTS: "amendments",
        ReportPart.NEXT_YEAR: "next_year",
    }
)
"""The section that gives matter for a part of the report."""


class SectionReader(Protocol):
    """Reads the known sections of one return."""

    def read(
        self, project_id: str | None, section_id: str, row: str | None = None
    ) -> dict[str, Any]:
        """Every known field of a section, or of one of its rows, by id."""

    def row_keys(self, project_id: str, section_id: str) -> tuple[str | None, ...]:
        """The rows of a section that repeats."""


def read_agency(reader: SectionReader) -> dict[str, Any]:
    """What an agency says of itself, by attribute of `AgencyFigures`."""
    officers = OfficerFigures(**reader.read(None, "officers"))
    return {"officers": officers, **reader.read(None, "overview")}


def read_project(reader: SectionReader, project: Project) -> dict[str, Any]:
    """What is said of a project, by attribute of `ProjectFigures`."""
    key = project.id
    basic, delay = reader.read(key, "basic"), reader.read(key, "delay")
    return {
        "grounds_text": delay["grounds"],
        "highlights": tuple(
            HighlightFigures(**each) for each in _read_rows(reader, project, "highlights")
        ),
        "delay": _read_delay(delay, project),
        "amendments": tuple(
            AmendmentFigures(**each) for each in _read_rows(reader, project, "amendments")
        ),
        "next_focus": reader.read(key, "next_year")["focus"],
        "contact": ContactFigures(
            name=basic["contact_name"], phone=basic["contact_phone"], email=basic["contact_email"]
        ),
        **reader.read(key, "results"),
    }


def _read_delay(read: dict[str, Any], project: Project) -> DelayFigures | None:
    nothing = DelayFigures(project_id=project.id, agency=project.agency, grounds=read["grounds"])
    figures = msgspec.structs.replace(nothing, **read)
    return None if figures == nothing else figures


def _read_rows(
    reader: SectionReader, project: Project, section_id: str
) -> Iterator[dict[str, Any]]:
    """Read the free rows of a section, each with its project, agency and number from 1."""
    for number, key in enumerate(reader.row_keys(project.id, section_id), start=1):
        owner = {"project_id": project.id, "agency": project.agency, "number": number}
        yield owner | reader.read(project.id, section_id, key)
