"""The foot of a sheet counts what is filled in and adds up what can be added."""

from app.forms.sheets.selection_sums import sum_up
from app.models.forms import FieldSpec, FieldType


def spec(kind: FieldType, unit: str = "") -> FieldSpec:
    return FieldSpec(id="x", label="x", type=kind, unit=unit)


MONEY, PERSONS, ROOMS = (
    spec(FieldType.MONEY),
    spec(FieldType.NUMBER, "人"),
    spec(FieldType.NUMBER, "間"),
)
SHARE, NOTE = spec(FieldType.PERCENT), spec(FieldType.TEXT)


def test_money_is_added_up_exactly() -> None:
    found = sum_up([(MONEY, 1_045_000_001), (MONEY, 2), (MONEY, None), (NOTE, "無")])
    assert (found.filled, found.figures, found.total, found.spec) == (3, 2, 1_045_000_003, MONEY)


def test_figures_of_one_unit_are_added_up_as_decimals() -> None:
    assert sum_up([(PERSONS, "0.1"), (PERSONS, "0.2")]).total == "0.3"
    assert sum_up([(PERSONS, "1"), (PERSONS, "99")]).total == "100"


def test_persons_and_rooms_have_no_total() -> None:
    found = sum_up([(PERSONS, "1"), (ROOMS, "2")])
    assert (found.filled, found.figures, found.total) == (2, 2, None)


def test_shares_and_texts_are_counted_and_not_added() -> None:
    found = sum_up([(SHARE, "12.5"), (SHARE, "50"), (NOTE, "12")])
    assert (found.filled, found.figures, found.total) == (3, 0, None)
