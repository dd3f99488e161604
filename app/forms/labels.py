"""What fields are called where they are listed."""

from app.models.answers import AGENCY, NIL, Place
from app.models.forms import FieldSpec, FieldType, FormSpec


def field_label(spec: FieldSpec, suffix: str = "") -> str:
    """The label of a field, and what is made of it, with its unit: 可支用預算數合計（元）."""
    unit = "元" if spec.shown_type is FieldType.MONEY else spec.unit
    name = f"{spec.label}{suffix}"
    return f"{name}（{unit}）" if unit else name


def place_label(place: Place, form: FormSpec) -> str:
    """A place in words: 預算執行－實支數, 本期無執行; its path where the form has no such section.

    The row is named by its key, which is a name where the plan gives it.
    """
    if place.section == NIL:
        return "本期無執行"
    try:
        section = form.section(place.section)
    except KeyError:
        return place.path
    field = next((each.label for each in section.fields if each.id == place.field), "")
    row = f"（{place.row}）" if place.row not in (None, AGENCY) else ""
    return f"{section.title}－{field}{row}" if field else f"{section.title}{row}"
