"""The kinds of signed documents; known without loading any cryptography."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind: its name for people, suffix, format, version and size limit."""

    name: str
    suffix: str
    format: str
    format_version: int
    limit_bytes: int


ROUND_FILE = DocumentKind("填報包", ".tbround", "tianbao.round", 2, 20_000_000)
RECEIPT = DocumentKind("收件回條", ".tbreceipt", "tianbao.receipt", 1, 1_000_000)
ENROLMENT = DocumentKind("登錄申請", ".tbenrol", "tianbao.enrolment", 1, 200_000)
HANDOVER = DocumentKind("待核定件", ".tbpending", "tianbao.pending", 1, 60_000_000)
SEND_BACK = DocumentKind("退回單", ".tbsendback", "tianbao.sendback", 1, 200_000)
