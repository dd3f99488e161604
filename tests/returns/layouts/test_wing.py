"""A layout reaches nothing that may change: itself, the models, and a few modules named here."""

import grimp
import pytest

from app.documents import flow
from app.forms import nil_statements
from app.returns.pdf.writer import write_pdf
from tests.support.printed_returns import nil, ordinary

WING = "app.returns.layouts.v1"
SHARED = {
    "app.returns.layouts.printed_document": "what a document is made of",
    "app.returns.layouts.part_names": "what the parts of a package are called",
    "app.documents.blocks": "what pages are made of",
    "app.documents.pages": "the geometry of pages",
    "app.documents.pagination": "which block is where",
    "app.documents.flow": "texts and their lines",
    "app.documents.grids": "tables and the widths of their columns",
    "app.documents.furniture": "head and foot",
}
"""Named and held by the fixtures: at most ten."""

BELOW = ("app.documents", "app.models")
"""What the named modules may reach: typefaces, subsets, tags, line breaking."""
PRIMITIVES = {"app.errors", "app.files", "app.resources"}
"""What says where files are and what failed; nothing of it is on paper."""


def graph() -> grimp.ImportGraph:
    return grimp.build_graph("app", cache_dir=None)


def _is_in(module: str, *packages: str) -> bool:
    return any(module == each or module.startswith(f"{each}.") for each in packages)


def test_no_more_than_ten_modules_are_shared() -> None:
    assert len(SHARED) <= 10


def test_the_wing_reaches_nothing_but_itself_the_models_and_what_is_named() -> None:
    found = graph()
    wing = {each for each in found.modules if _is_in(each, WING)}
    reached = {each for module in wing for each in found.find_modules_directly_imported_by(module)}
    outside = {each for each in reached - wing if not _is_in(each, "app.models")}
    assert outside == set(SHARED)


def test_what_is_shared_reaches_the_engine_of_pages_alone() -> None:
    found = graph()
    waiting, reached = list(SHARED), set(SHARED)
    while waiting:
        for each in found.find_modules_directly_imported_by(waiting.pop()) - reached:
            reached.add(each)
            if each not in PRIMITIVES:
                waiting.append(each)
    beyond = {each for each in reached - set(SHARED) if not _is_in(each, *BELOW)}
    assert beyond == PRIMITIVES


def test_the_report_never_touches_the_wing() -> None:
    found = graph()
    assert [
        each
        for each in found.modules
        if _is_in(each, "app.reports")
        and any(
            _is_in(used, "app.returns.layouts")
            for used in found.find_modules_directly_imported_by(each)
        )
    ] == []


def test_a_heading_of_the_report_changes_no_return(monkeypatch: pytest.MonkeyPatch) -> None:
    made = ordinary()
    before = write_pdf(made.payload, made.document)
    larger = tuple(flow.TextStyle(size=40, leading=60) for _ in flow.HEADINGS)
    monkeypatch.setattr(flow, "HEADINGS", larger)
    assert write_pdf(made.payload, made.document) == before


def test_a_word_of_the_forms_changes_no_return(monkeypatch: pytest.MonkeyPatch) -> None:
    made = nil()
    monkeypatch.setattr(nil_statements, "NIL_TITLE", "無")
    from app.returns.layouts.v1.builder import build_document

    assert build_document(made.payload, made.blank) == made.document
