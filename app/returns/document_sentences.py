"""What a signed document is and where it is to be taken, as a code with its parameters."""

from app.models.enrolment import EnrolmentRequest
from app.models.receipts import Receipt
from app.models.rounds import RoundFile


def describe_document(
    document: RoundFile | Receipt | EnrolmentRequest,
) -> tuple[str, dict[str, str]]:
    """The code of the sentence about a round file, a receipt or a request, and its parameters."""
    if isinstance(document, RoundFile):
        day = document.round.opens_on
        agency = document.programme.agency(document.agency).short_name_on(day)
        return "CHECKED_ROUND_FILE", {"agency": agency, "round": document.round.title}
    if isinstance(document, Receipt):
        about = {
            "agency": document.agency,
            "round": document.round_title,
            "control_number": document.control_number or "—",
        }
        return "CHECKED_RECEIPT" if document.accepted else "CHECKED_REFUSAL", about
    about = {"agency": document.agency, "person": document.person_name}
    return "CHECKED_ENROLMENT", about
