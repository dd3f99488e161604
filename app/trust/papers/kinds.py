"""The kinds of signed documents; known without loading any cryptography."""

from dataclasses import dataclass
from pathlib import Path

from app.files import HANDOVER_LIMIT, ROUND_FILE_LIMIT, SMALL_LIMIT


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind: its name for people, suffix, format, version and size limit."""

    name: str
    suffix: str
    format: str
    format_version: int
    limit_bytes: int


ROUND_FILE = DocumentKind("填報包", ".tbround", "tianbao.round", 3, ROUND_FILE_LIMIT)
RECEIPT = DocumentKind("收件回條", ".tbreceipt", "tianbao.receipt", 1, SMALL_LIMIT)
ENROLMENT = DocumentKind("登錄申請", ".tbenrol", "tianbao.enrolment", 1, SMALL_LIMIT)
HANDOVER = DocumentKind("待核定件", ".tbpending", "tianbao.pending", 1, HANDOVER_LIMIT)
SEND_BACK = DocumentKind("退回單", ".tbsendback", "tianbao.sendback", 1, SMALL_LIMIT)

KINDS = (ROUND_FILE, RECEIPT, ENROLMENT, HANDOVER, SEND_BACK)


def kind_of_name(path: Path) -> DocumentKind | None:
    """The kind a file's name claims."""
    return next((each for each in KINDS if path.suffix.lower() == each.suffix), None)
