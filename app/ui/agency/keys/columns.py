"""The columns of the table of keys."""

from collections.abc import Callable
from datetime import datetime

from app.models.periods import format_taiwan_day_short
from app.trust.keys.my_keys import MyKey
from app.ui.agency.keys.words import STATE_MARKS, days_words, role_name, state_sentence
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets.record_table import RecordColumn


def build_key_columns(now: Callable[[], datetime]) -> tuple[RecordColumn, ...]:
    """Person, role, kind, state, days left, fingerprint; `now` is the start of the days left."""
    return (
        RecordColumn("person", tr("姓名"), _name, width=14),
        RecordColumn("role", tr("身分"), role_name, width=8),
        RecordColumn("kind", tr("種類"), lambda each: word(each.medium), width=15),
        RecordColumn(
            "state", tr("狀態"), lambda each: word(each.state), width=20,
            tone=lambda each: STATE_MARKS[each.state][1],
            icon_name=lambda each: STATE_MARKS[each.state][0],
            tip=lambda each: state_sentence(each, now()),
        ),
        RecordColumn("until", tr("有效至"), _until, lambda each: each.valid_until, width=12),
        RecordColumn(
            "days", tr("剩餘日數"), lambda each: days_words(each, now()),
            lambda each: each.days_left(now()), width=14,
        ),
        RecordColumn(
            "fingerprint", tr("指紋"),
            lambda each: each.facts.fingerprint if each.facts is not None else "—", width=32,
        ),
    )  # fmt: skip


def _name(key: MyKey) -> str:
    return key.person_name or (key.path.name if key.path is not None else "—")


def _until(key: MyKey) -> str:
    until = key.valid_until
    return "—" if until is None else format_taiwan_day_short(until)
