"""Fields to parse and format with, and the form that holds their lists."""

from typing import Any

from app.forms.blank_builder import fill_choice_lists
from app.forms.form_loader import load_form
from app.models.forms import FieldSpec, FieldType
from tests.support.programmes import build_programme

FORM = fill_choice_lists(load_form("annual-results"), build_programme())


def spec(kind: FieldType, **changes: Any) -> FieldSpec:
    """A field called 欄位."""
    return FieldSpec(id="field", label="欄位", type=kind, **changes)
