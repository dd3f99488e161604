"""The verdict on one file in all its parts, for a person who asks why; nothing is taken in."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.models.received import ImportResult
from app.models.signatures import Verdict
from app.returns.offered_files import read_offered

if TYPE_CHECKING:
    from app.office.desk import OfficeDesk


def find_verdict(desk: "OfficeDesk", result: ImportResult, now: datetime) -> Verdict:
    """The verdict behind the outcome for one file: as kept when it was taken in, else anew.

    Raises AppError FILE_* where a refused file cannot be read any more.
    """
    if result.accepted and result.round_id and result.agency and result.revision:
        for kept in desk.returns.signed_files(result.round_id, result.agency, result.revision):
            if kept.carrier is result.carrier:
                return kept.verdict
    return read_verdict(desk, Path(result.file), now)


def read_verdict(desk: "OfficeDesk", path: Path, now: datetime) -> Verdict:
    """Verify a file against what the office knows now.

    Raises AppError FILE_* where it cannot be read or is neither workbook nor PDF.
    """
    from app.returns.verification import verify_file

    content, _sha256 = read_offered(path)
    return verify_file(content, path.name, desk.trust.context(now)).verdict
