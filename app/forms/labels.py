"""What fields are called where they are listed."""

from app.models.forms import FieldSpec, FieldType


def field_label(spec: FieldSpec, suffix: str = "") -> str:
    """The label of a field, and what is made of it, with its unit: 可支用預算數合計（元）."""
    unit = "元" if spec.shown_type is FieldType.MONEY else spec.unit
    name = f"{spec.label}{suffix}"
    return f"{name}（{unit}）" if unit else name
