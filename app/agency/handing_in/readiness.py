"""Preconditions of signing: nothing open in the draft, a believed clock, an open round."""

from datetime import datetime

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.errors import AppError
from app.models.findings import Severity
from app.models.periods import format_roc_date, taiwan_day
from app.models.rounds import Round


def ensure_may_sign(desk: AgencyDesk, round_id: str, now: datetime) -> None:
    """Refuse a signature the office would refuse for its time.

    Raises AppError CLOCK_* (see `DeskClock.ensure`), EXPORT_ROUND_NOT_OPEN,
    EXPORT_ROUND_CLOSED, REGISTRY_STALE, ROUND_NOT_HERE.
    """
    round_ = desk.rounds.file(round_id).round
    desk.clock.ensure(now)
    ensure_round_open(round_, now)
    warning = desk.rounds.registry_warning(round_id, now)
    if warning is not None and warning.code == "REGISTRY_STALE":
        raise warning


def ensure_round_open(round_: Round, now: datetime) -> None:
    """Refuse to sign before a round opens or after it closes, by the day in Taiwan.

    Raises AppError EXPORT_ROUND_NOT_OPEN, EXPORT_ROUND_CLOSED.
    """
    today = taiwan_day(now)
    if today < round_.opens_on:
        code, day = "EXPORT_ROUND_NOT_OPEN", round_.opens_on
    elif today > round_.closes_on:
        code, day = "EXPORT_ROUND_CLOSED", round_.closes_on
    else:
        return
    raise AppError(
        code, round=round_.title, date=format_roc_date(day), today=format_roc_date(today)
    )


def ensure_ready(draft: Draft) -> None:
    """Refuse to hand in what is not finished, a signature being a word for all of it.

    Raises AppError EXPORT_HAS_FINDINGS with both counts, EXPORT_CARRIED_UNCONFIRMED where last
    year's values stand unseen, EXPORT_REMARKS_UNANSWERED.
    """
    still_open = [each for each in draft.results.findings if each.is_open]
    if still_open:
        errors = sum(each.severity is Severity.ERROR for each in still_open)
        warnings = len(still_open) - errors
        raise AppError("EXPORT_HAS_FINDINGS", errors=errors, warnings=warnings)
    if unconfirmed := len(draft.carried.unconfirmed):
        raise AppError("EXPORT_CARRIED_UNCONFIRMED", count=unconfirmed)
    if unanswered := len(draft.remarks.unanswered()):
        raise AppError("EXPORT_REMARKS_UNANSWERED", count=unanswered)
