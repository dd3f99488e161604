"""Handlers of a field to parse and format with, and the form that holds their lists."""

from typing import Any

from app.forms.blank_builder import fill_choice_lists
from app.forms.field_types import FieldTypeHandler, field_type
from app.forms.form_loader import load_form
from app.models.forms import FieldSpec, FieldType
from app.models.money import MoneyUnit
from tests.support.programmes import build_programme

FORM = fill_choice_lists(load_form("annual-results"), build_programme())


def handler_of(
    kind: FieldType, money_unit: MoneyUnit = MoneyUnit.YUAN, **changes: Any
) -> FieldTypeHandler:
    """The handler of a field called 欄位."""
    return field_type(FieldSpec(id="field", label="欄位", type=kind, **changes), FORM, money_unit)
