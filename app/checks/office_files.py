"""The checker of the office's store: its own registry, rounds and programme."""

from datetime import datetime

from app.checks.checked_file import Ground
from app.checks.files import FileChecker
from app.office.desk import OfficeDesk
from app.office.importing.content_check import ensure_content


def build_office_checker(desk: OfficeDesk, now: datetime, *, is_past: bool = False) -> FileChecker:
    """The checker of an office's store; `now` carries a time zone, `is_past`: as of that moment.

    A clock that is not believed does not stand in the way: the caller says so beside it. What is
    needed of the store is read here; checking itself may run on another thread.
    """
    trust = desk.trust.context(now, is_past=is_past)
    ground = Ground((trust,), desk.trust.certificate_sha256(), now)
    return FileChecker(ground, desk.trust.verify, ensure_content, desk.returns.find_payload)
