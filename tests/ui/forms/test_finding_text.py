"""Findings speak in the unit of the form; what is stored of them does not change."""

import pytest
from msgspec.structs import replace

from app.models.findings import Finding, Severity
from app.models.money import MoneyUnit
from app.ui import translation
from app.ui.forms.finding_text import describe_finding
from tests.agency.desks import PAID

PARAMS = {
    "label": "實支數",
    "project": "某計畫",
    "value": "1,097,025,000 元",
    "limit": "-5,000 元",
    "excess": "+12,345 元",
}


@pytest.mark.parametrize(
    ("unit", "amounts"),
    [
        (MoneyUnit.TEN_THOUSAND, ("109,702.5 萬元", "-0.5 萬元", "+1.2345 萬元")),
        (MoneyUnit.YUAN, ("1,097,025,000 元", "-5,000 元", "+12,345 元")),
    ],
)
def test_amounts_are_told_in_the_unit_of_the_window(
    unit: MoneyUnit, amounts: tuple[str, ...]
) -> None:
    finding = Finding(code="F105", severity=Severity.WARNING, place=PAID, params=PARAMS)
    sentence = describe_finding(finding, unit)
    assert all(each in sentence for each in amounts)
    assert "某計畫" not in sentence
    assert finding.params == PARAMS


def test_other_parameters_are_left_alone() -> None:
    params = {"label": "某項", "value": "1,000 人", "limit": "約 5,000 元"}
    finding = Finding(code="F104", severity=Severity.ERROR, place=PAID, params=params)
    sentence = describe_finding(finding, MoneyUnit.TEN_THOUSAND)
    assert "1,000 人" in sentence
    assert "約 5,000 元" in sentence


def test_an_english_sentence_has_a_subject(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation._Run, "language", "en")
    params = {"label": "實支數", "project": "某計畫", "value": "1 人", "limit": "2 人"}
    of_project = Finding(code="F104", severity=Severity.ERROR, place=PAID, params=params)
    of_agency = replace(of_project, place=PAID._replace(project=None))
    assert describe_finding(of_project, MoneyUnit.YUAN).startswith("This project, 實支數: ")
    assert describe_finding(of_agency, MoneyUnit.YUAN).startswith("The agency, 實支數: ")
