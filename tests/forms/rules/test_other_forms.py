"""Rules and judgement find their fields by role: a form with other ids is checked alike."""

from pathlib import Path

import pytest

from app.forms.blank_builder import build_blank
from app.forms.check import check_draft
from app.forms.evaluation import evaluate
from app.forms.form_loader import read_form
from app.models.answers import Answers, Place, StoredValue
from app.models.forms import Blank
from tests.support.programmes import AGENCY, RUNNING, build_programme, build_round

OTHER = """\
id = "other"
version = 1
title = "另表"
rules = ["F105", "F122", "F124", "F127", "F134"]

[[sections]]
id = "geld"
title = "經費"
scope = "project"

[[sections.fields]]
id = "zugeteilt"
label = "分配"
type = "money"
role = "allocated"

[[sections.fields]]
id = "bezahlt"
label = "支付"
type = "money"
role = "paid"

[[sections.fields]]
id = "lage"
label = "狀態"
type = "computed"
role = "budget_state"
computed = "budget_state"
shows = "choice"
choices = "lagen"

[[sections]]
id = "ziele"
title = "目標"
scope = "project"
rows = { source = "targets" }

[[sections.fields]]
id = "wert"
label = "達成"
type = "number"
role = "achieved"

[[sections.fields]]
id = "lage"
label = "狀態"
type = "computed"
role = "target_state"
computed = "indicator_state"
shows = "choice"
choices = "lagen"

[[choice_lists]]
id = "lagen"
choices = [{ id = "met", label = "達成" }, { id = "behind", label = "落後" }]
"""


@pytest.fixture
def blank(tmp_path: Path) -> Blank:
    """The other form, as the agency of the tiny programme gets it."""
    path = tmp_path / "other.toml"
    path.write_text(OTHER, encoding="utf-8")
    return build_blank(read_form(path), build_programme(), build_round(), AGENCY)


def answers(allocated: int, paid: int, achieved: str) -> Answers:
    values: dict[Place, StoredValue] = {
        Place(RUNNING, "geld", None, "zugeteilt"): allocated,
        Place(RUNNING, "geld", None, "bezahlt"): paid,
        Place(RUNNING, "ziele", "I01-1", "wert"): achieved,
    }
    return Answers(values)


def test_the_rules_a_form_names_look_at_its_own_fields(blank: Blank) -> None:
    found = check_draft(blank, build_programme(), build_round(), answers(1_000, 1_500, "1000000"))
    assert [(each.code, each.place.path) for each in found] == [
        ("F105", f"{RUNNING}/geld/-/bezahlt"),
        ("F134", f"{RUNNING}/ziele/I01-1/wert"),
    ]


def test_a_project_is_judged_by_the_fields_that_have_the_roles(blank: Blank) -> None:
    evaluation = evaluate(blank, build_programme(), build_round(), answers(1_000, 500, "10"))
    assert evaluation.value(Place(RUNNING, "geld", None, "lage")) == "behind"
    assert evaluation.value(Place(RUNNING, "ziele", "I01-1", "lage")) == "behind"
    assert evaluation.judgement(RUNNING).grounds == ("budget", "indicator")


def test_a_rule_whose_fields_a_form_lacks_says_nothing(blank: Blank) -> None:
    found = check_draft(blank, build_programme(), build_round(), answers(1_000, 1_000, "100"))
    assert found == ()  # F124 asks for a day of completion, which this form has not
