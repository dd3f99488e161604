"""What a place is called on the screen: its field, with the row before it."""

from app.forms.iteration import row_label
from app.models.answers import ROWS, Answers, Place
from app.models.forms import BlankSection


def name_field(section: BlankSection, place: Place, answers: Answers) -> str:
    """`實支數`, or in repeating sections `亮點案例 2・名稱`; the rows as a whole by the title."""
    labels = {each.id: each.label for each in section.spec.fields}
    field = section.spec.title if place.field == ROWS else labels.get(place.field, place.field)
    row = row_label(section, place.row, answers)
    return f"{row}・{field}" if row else field
