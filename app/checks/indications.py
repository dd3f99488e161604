"""Indications of ETSI EN 319 102-1 (clause 5.1.3) for the result of checking a file.

One table from reason codes to indication and sub-indication; a test demands a line for every code
a verdict or a refusal can hold. What no sub-indication is about (a return's round, its signers'
roles, its form) is a constraint on signatures that is not met.
"""

from app.checks.checked_file import CheckedFile, CheckOutcome
from app.models.signatures import Indication, IndicationPair, SubIndication

_FAILED, _OPEN = Indication.TOTAL_FAILED, Indication.INDETERMINATE
_TABLE: tuple[tuple[Indication, SubIndication, str], ...] = (
    (
        _FAILED,
        SubIndication.FORMAT_FAILURE,
        """
        ZIP_PREFIX ZIP_TRAILER ZIP_STRUCTURE ZIP_ENTRY ZIP_NAME ZIP_LIMIT ZIP_DATA
        XML_DTD XML_MALFORMED XML_FORBIDDEN
        PART_DUPLICATE PART_UNREFERENCED PART_UNSIGNED PART_REWRITTEN MAIN_PART
        CT_DANGLING CT_FORBIDDEN CT_MISSING
        REL_TARGET REL_EXTERNAL REL_DUPLICATE REL_UNSIGNED REL_TYPE
        MANIFEST_CT MANIFEST_EXTRA MANIFEST_DUPLICATE MANIFEST_TRANSFORM
        SIG_MISSING SIG_STRUCTURE SIG_DUP_ID SIG_SET SIG_COVERAGE
        SIG_TIMESTAMP REVISION_COUNT PDF_FRAME PDF_PARSE PDF_NOT_AS_WRITTEN
        PDF_PAGE_MISMATCH ATTACH_MISSING
        DOCUMENT_FOREIGN DOCUMENT_INVALID ROUND_FILE_UNSIGNED
        FILE_FOREIGN FILE_FOREIGN_KIND FILE_TOO_LARGE
        FILE_EMPTY FILE_BLANK FILE_CUT_OFF FILE_IS_ARCHIVE FILE_IS_OFFICE_DOCUMENT
        FILE_IS_OLD_WORKBOOK FILE_HAS_PASSWORD FILE_IS_MAIL FILE_IS_WEB_PAGE FILE_IS_PICTURE
        FILE_IS_TEXT FILE_IS_SHORTCUT FILE_IS_LEFTOVER FILE_IS_PROGRAM FILE_IS_KEY
        FILE_IS_CERTIFICATE FILE_IS_REPORT WORKBOOK_WITH_MACROS WORKBOOK_OTHER
        FILE_IS_ROUND_FILE FILE_IS_RECEIPT FILE_IS_ENROLMENT FILE_IS_HANDOVER FILE_IS_SEND_BACK
        FILE_IS_ATTACHMENTS FILE_IS_RETURN FILE_PADDED FILE_WAS_CONVERTED FILE_UNKNOWN_CONTENT
        FILE_IS_SEALED_ARCHIVE FILE_IS_LOCKED_ARCHIVE FILE_IS_PART_OF_ARCHIVE FILE_IS_EMPTY_ARCHIVE
        FILE_IS_OTHER_WORKBOOK FILE_IS_ENCRYPTED FILE_IS_SEALED_MAIL FILE_IS_ENCODED
        FILE_IS_SERVER_ANSWER FILE_IS_CLOUD_LINK FILE_IS_MEDIA FILE_IS_PRINTED
        FILE_IS_OFFICIAL_LETTER FILE_IS_OTHER RETURN_AS_OTHER_KIND
        RETURN_NAMED_AS_OTHER_KIND RETURN_SAVED_UNNAMED RETURN_PAGES_MISSING RETURN_TOUCHED
        RETURN_ADDED_TO RETURN_PRINTED_COPY RETURN_PRINTED_NAMED RETURN_MERGED PDF_OTHER PDF_BROKEN
        RETURN_SAVED_AGAIN RETURN_PRINTED_AGAIN RETURN_SCANNED PDF_PASSWORD
        ATTACHMENTS_FOREIGN ATTACHMENTS_NEWER ATTACHMENTS_OVER_LIMIT ATTACHMENTS_UNSAFE
        ATTACHMENTS_DAMAGED
        """,
    ),
    (
        _FAILED,
        SubIndication.HASH_FAILURE,
        "DIGEST_PART DIGEST_OBJECT CONTENT_HASH_MISMATCH DOCUMENT_DAMAGED RETURN_CELLS_DIFFER "
        "RETURN_SAVED_CHANGED RETURN_PAGES_DIFFER",
    ),
    (_FAILED, SubIndication.HASH_FAILURE, "ATTACHMENTS_CHANGED ATTACHMENTS_EXTRA"),
    (_FAILED, SubIndication.SIG_CRYPTO_FAILURE, "SIGNATURE DOCUMENT_FORGED"),
    (_FAILED, SubIndication.REVOKED, "CERT_REVOKED_EARLIER"),
    (
        _OPEN,
        SubIndication.SIG_CONSTRAINTS_FAILURE,
        """
        SIG_COUNT SIGNERS_MISMATCH SIGNER_ROLE SIGNER_SEPARATION SIG_TIME SIG_FUTURE
        AGENCY_MISMATCH ROUND_CLOSED RETURN_OF_DEMO NONCE_MISMATCH SCHEMA_INVALID TEMPLATE_MISMATCH
        TOTALS_MISMATCH HEADING_MISMATCH COMPUTED_MISMATCH
        LAYOUT_VERSION PDF_LAYOUT_UNKNOWN DOCUMENT_NEWER
        FORM_VERSION_OTHER FORM_NEEDS_VERSION ROUND_FILE_FORM_OTHER
        PAIR_NOT_TWO_KINDS PAIR_DIFFERENT_PAYLOADS RETURN_HALF_SIGNED
        HANDOVER_FUTURE HANDOVER_OTHER_AGENCY HANDOVER_FOREIGN SEND_BACK_NOT_APPROVER
        APPROVAL_NOT_REQUIRED ENROLMENT_NOT_POSSESSED ENROLMENT_PERSON_MISSING
        """,
    ),
    (
        _OPEN,
        SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
        "SIG_ALG ALGORITHM_UNLISTED DOCUMENT_KEY_UNFIT REGISTRY_KEY_UNFIT",
    ),
    (
        _OPEN,
        SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
        "ALGORITHM_REFUSED DOCUMENT_KEY_ENDED",
    ),
    (_OPEN, SubIndication.REVOKED_NO_POE, "CERT_REVOKED"),
    (_OPEN, SubIndication.EXPIRED, "CERT_EXPIRED"),
    (_OPEN, SubIndication.NOT_YET_VALID, "CERT_TIME"),
    (_OPEN, SubIndication.OUT_OF_BOUNDS_NO_POE, "DOCUMENT_SIGNED_OUTSIDE"),
    (
        _OPEN,
        SubIndication.NO_SIGNING_CERTIFICATE_FOUND,
        """
        CERT_BINDING REGISTRY_NOT_A_CERTIFICATE REGISTRY_PRIVATE_KEY
        REGISTRY_SEVERAL_CERTIFICATES REGISTRY_CA_CERTIFICATE
        """,
    ),
    (
        _OPEN,
        SubIndication.NO_CERTIFICATE_CHAIN_FOUND,
        "CERT_UNKNOWN DOCUMENT_OF_ANOTHER HANDOVER_OTHER_OFFICE",
    ),
    (_OPEN, SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE, "CERT_UNTRUSTED"),
    (_OPEN, SubIndication.TRY_LATER, "CERT_UNCHECKED REGISTRY_STALE"),
    (_OPEN, SubIndication.POLICY_PROCESSING_ERROR, "CHECK_CRASHED FONT_MISSING"),
    (_OPEN, SubIndication.SIGNATURE_POLICY_NOT_AVAILABLE, "CHECK_WITHOUT_ROUND ROUND_UNKNOWN"),
    (
        _OPEN,
        SubIndication.SIGNED_DATA_NOT_FOUND,
        """
        FILE_MISSING FILE_IS_A_FOLDER FILE_IS_A_STORE FILE_LOCKED FILE_UNREADABLE
        FILE_NOT_REGULAR
        ATTACHMENTS_MISSING ATTACHMENTS_OTHER_RETURN ATTACHMENTS_RETURN_UNKNOWN
        """,
    ),
)
INDICATIONS = {code: (main, sub) for main, sub, codes in _TABLE for code in codes.split()}
"""Indication and sub-indication by the code of a reason or of a refusal."""

_PASSED: IndicationPair = (Indication.TOTAL_PASSED, None)


def find_indication(checked: CheckedFile) -> IndicationPair:
    """The indication of a file, and the sub-indication where there is one.

    It is about the signatures: a return that is signed well and has errors in its content has
    passed. Of several reasons one that proves a failure comes before one that leaves it open.
    """
    if checked.outcome in (CheckOutcome.HALF_SIGNED, CheckOutcome.UNCONFIRMED):
        is_half = checked.outcome is CheckOutcome.HALF_SIGNED
        unknown, waiting = SubIndication.NO_CERTIFICATE_CHAIN_FOUND, INDICATIONS["SIG_COUNT"][1]
        return Indication.INDETERMINATE, waiting if is_half else unknown
    if checked.verdict is None:
        return _PASSED if checked.is_good else _look_up(checked.code)
    found = [_look_up(each.code) for each in checked.verdict.reasons]
    failed = [each for each in found if each[0] is Indication.TOTAL_FAILED]
    return next(iter((*failed, *found)), _PASSED)


def _look_up(code: str) -> IndicationPair:
    """A code of reading the content (a form, a field) is about no signature: a constraint."""
    return INDICATIONS.get(code, (_OPEN, SubIndication.SIG_CONSTRAINTS_FAILURE))
