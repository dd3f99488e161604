"""The document of `tianbao catalogue --json`."""

import json
from decimal import Decimal

import msgspec
import pytest

from app.models.programme import Programme
from app.programme.catalogue_json import build_catalogue_document, format_catalogue_json


def test_the_document_has_the_promised_shape(programme: Programme) -> None:
    document = build_catalogue_document(programme)
    assert list(document) == ["programme", "agencies", "projects", "indicators"]
    assert list(document["programme"]) == ["name", "period", "strategies", "stated_totals_ntd"]
    assert list(document["programme"]["strategies"][0]) == [
        "id", "name", "aliases", "work_contents",
    ]  # fmt: skip
    assert {tuple(each) for each in document["agencies"]} == {("code", "name", "names", "order")}
    assert {tuple(each) for each in document["projects"]} == {
        ("id", "agency", "name", "strategies", "budgets")
    }
    assert {tuple(each) for each in document["indicators"]} == {
        ("number", "agency", "strategy", "projects", "mapping", "targets")
    }


def test_period_and_stated_totals_are_keyed_by_roc_year(programme: Programme) -> None:
    head = build_catalogue_document(programme)["programme"]
    assert head["period"] == [112, 115]
    assert head["stated_totals_ntd"] == {
        "112": 2940000000, "113": 2850000000, "114": 2800000000, "115": 2540000000,
    }  # fmt: skip


def test_projects_stand_in_appendix_order(programme: Programme) -> None:
    projects = build_catalogue_document(programme)["projects"]
    assert [each["id"] for each in projects] == [f"P{n:02d}" for n in range(1, 40)]


def test_a_cell_without_amount_is_null(programme: Programme) -> None:
    projects = build_catalogue_document(programme)["projects"]
    assert projects[3]["budgets"] == {
        "112": {"amount_ntd": 37400000, "status": "unmarked"},
        "113": {"amount_ntd": 22500000, "status": "規劃經費"},
        "114": {"amount_ntd": None, "status": "none"},
        "115": {"amount_ntd": None, "status": "none"},
    }


def test_a_renamed_agency_lists_both_names_with_their_days(programme: Programme) -> None:
    agencies = {each["code"]: each for each in build_catalogue_document(programme)["agencies"]}
    assert agencies["MOA"]["name"] == "農業委員會"
    assert agencies["MOA"]["names"] == [
        {"name": "農業委員會", "from": None, "to": "2023-07-31"},
        {"name": "農業部", "from": "2023-08-01", "to": None},
    ]


def test_targets_hold_a_value_or_a_range(programme: Programme) -> None:
    indicators = build_catalogue_document(programme)["indicators"]
    targets = [target for each in indicators for target in each["targets"]]
    assert len(targets) == 33
    for target in targets:
        assert ("value" in target) != ("min" in target and "max" in target)
    cumulative = indicators[30]["targets"][0]
    assert (cumulative["value"], cumulative["period"]["start_value"]) == (5, 2)


def test_the_text_is_json_of_the_same_document(programme: Programme) -> None:
    text = format_catalogue_json(programme)
    assert json.loads(text) == build_catalogue_document(programme)
    assert "促進社會創新合作計畫" in text


def test_a_broken_figure_is_written_exactly(programme: Programme) -> None:
    indicator = programme.indicators[0]
    target = msgspec.structs.replace(indicator.targets[0], value=Decimal("0.375"))
    changed = msgspec.structs.replace(indicator, targets=(target,))
    indicators = (changed, *programme.indicators[1:])
    text = format_catalogue_json(msgspec.structs.replace(programme, indicators=indicators))
    document = json.loads(text, parse_float=Decimal)
    assert document["indicators"][0]["targets"][0]["value"] == Decimal("0.375")


@pytest.mark.parametrize(("number", "mapping"), [(1, "explicit"), (40, "inferred")])
def test_the_mapping_is_said(programme: Programme, number: int, mapping: str) -> None:
    assert build_catalogue_document(programme)["indicators"][number - 1]["mapping"] == mapping
