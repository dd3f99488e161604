"""What is printed reads back as the same day, and no text makes reading crash."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.models.periods import format_roc_date, format_roc_date_short
from app.notations.dates import read_date
from app.notations.unreadable import Unreadable

DAYS = st.dates(date(2011, 1, 1), date(2910, 12, 31))
LIKE_DATES = st.text("0123456789./-年月日民國 一二三十(五)\n:T", max_size=14)


@given(DAYS)
def test_each_printed_form_reads_back(day: date) -> None:
    assert read_date(format_roc_date(day)) == day
    assert read_date(format_roc_date_short(day)) == day
    assert read_date(day.isoformat()) == day


@given(LIKE_DATES | st.text())
def test_no_text_makes_reading_a_date_crash(text: str) -> None:
    try:
        day = read_date(text)
    except Unreadable:
        return
    assert isinstance(day, date)
