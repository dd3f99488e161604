"""Findings in words: a signed document as a code with parameters, a timestamp as text."""

from app.checks.checked_file import ReadDocument
from app.models.agency_names import AgencyNames
from app.models.approval import PendingReturn, SendBack
from app.models.periods import format_taiwan_time
from app.models.receipts import Receipt
from app.models.returns import build_control_number
from app.models.rounds import RoundFile
from app.models.signatures import Timestamp


def describe_document(document: ReadDocument) -> tuple[str, dict[str, str]]:
    """The code of the sentence about a document that is no return, and its parameters."""
    if isinstance(document, RoundFile):
        agency = AgencyNames(document.programme, document.round).short(document.agency)
        return "CHECKED_ROUND_FILE", {"agency": agency, "round": document.round.title}
    if isinstance(document, Receipt):
        about = {
            "agency": document.agency,
            "round": document.round_title,
            "control_number": document.control_number or "—",
        }
        return "CHECKED_RECEIPT" if document.accepted else "CHECKED_REFUSAL", about
    if isinstance(document, PendingReturn):
        about = {
            "agency": document.payload.agency,
            "round": document.round_id,
            "revision": str(document.revision),
            "control_number": document.control_number,
            "preparer": document.preparer.person_name,
            "approver": document.approver.person_name,
        }
        return "CHECKED_HANDOVER", about
    if isinstance(document, SendBack):
        about = {
            "agency": document.agency,
            "round": document.round_id,
            "control_number": build_control_number(document.payload_sha256),
        }
        return "CHECKED_SEND_BACK", about
    about = {"agency": document.agency, "person": document.person_name}
    return "CHECKED_ENROLMENT", about


def describe_stamp(stamp: Timestamp) -> str:
    """When a timestamp was made, by whom, and whether it counts."""
    time = format_taiwan_time(stamp.at)
    counted = "已採計" if stamp.is_trusted else "未採計：不是本機設定的時戳服務"
    return f"{time}（{stamp.authority}，{counted}）"
