"""Verifying a received file, workbook or PDF: the one door for outside bytes."""

from collections.abc import Callable
from pathlib import PurePath

from msgspec.structs import replace

from app.errors import AppError
from app.forms.evaluation import Evaluation
from app.models.record import Record
from app.models.returns import Payload
from app.models.signatures import Carrier, Reason, Verdict
from app.recognition.foreign_files import ensure_not_foreign, recognise_foreign
from app.returns.judging.trust_context import TrustContext
from app.returns.refusal import Refused
from app.returns.workbook.titles import name_sheets
from app.returns.workbook.verification import verify_workbook

__all__ = ["TrustContext", "Verification", "Verifier", "verify_file"]


class Verification(Record, frozen=True, kw_only=True):
    """A verdict and what the file says.

    `payload` is there as soon as nothing was changed and the signatures are correct, even if
    those signers are not entitled: it may be shown, it counts only with a good verdict.
    """

    verdict: Verdict
    payload: Payload | None
    evaluation: Evaluation | None = None
    """The computed fields of the payload's answers, where verifying needed them anyway."""


_WHOLE_FILE = {
    Carrier.WORKBOOK: frozenset({"ZIP_ENTRY", "ZIP_DATA"}),
    Carrier.PDF: frozenset({"DIGEST_PART", "CONTENT_HASH_MISMATCH"}),
}
"""What is wrong with a file as a whole, packed anew or damaged: no part in it says more."""

Verifier = Callable[[bytes, str, TrustContext], Verification]


def verify_file(content: bytes, name: str, trust: TrustContext) -> Verification:
    """Verify the bytes of one file. Hostile bytes give a verdict with reasons, never a crash.

    The first reason says what the file is, where that explains the others. Raises AppError where
    it claims to be neither a workbook nor a PDF: by what it is, or FILE_FOREIGN.
    """
    suffix = PurePath(name).suffix.lower()
    is_package = content.startswith(b"PK")
    if content.startswith(b"%PDF-") or (suffix == ".pdf" and not is_package):
        from app.returns.pdf.verifier import verify_pdf  # its libraries load when first used

        verified = verify_pdf(content, trust)
        verification = Verification(
            verdict=verified.verdict, payload=verified.payload, evaluation=verified.evaluation
        )
    elif is_package or suffix == ".xlsx":
        verification = _verify_workbook(content, trust)
    else:
        ensure_not_foreign(content, PurePath(name))
        raise AppError("FILE_FOREIGN", file=name)
    if verification.verdict.unchanged:
        return verification
    return _explain(content, name, verification, trust)


def _explain(
    content: bytes, name: str, verification: Verification, trust: TrustContext
) -> Verification:
    """The refusal of a file that is not as it was signed, headed by what the file seems to be."""
    from app.returns.traces.finding import find_traces

    verdict = verification.verdict
    found = recognise_foreign(content, name)
    if found is not None:
        traces: tuple[Reason, ...] = (Reason(code=found.code, params=found.params),)
    else:
        traces = find_traces(content, verdict.carrier, trust)
        is_whole_file = verdict.reasons[0].code in _WHOLE_FILE[verdict.carrier]
        if traces[:1] and traces[0].code == "RETURN_TOUCHED" and not is_whole_file:
            traces = ()  # a part was tampered with: the strict reason says which, and what
    return replace(verification, verdict=replace(verdict, reasons=(*traces, *verdict.reasons)))


def _verify_workbook(content: bytes, trust: TrustContext) -> Verification:
    try:
        verified = verify_workbook(content, trust)
    except Refused as problem:
        return _refused(*name_sheets((problem.reason(),), content))
    except Exception as problem:
        # Hostile bytes make parsers fail in ways nobody foresaw; that is a reason as well. The
        # name of the exception is in it, so that a fault of ours does not hide here.
        return _refused(Reason(code="XML_MALFORMED", params={"part": type(problem).__name__}))
    verdict = verified.verdict
    if verdict.reasons:
        verdict = replace(verdict, reasons=name_sheets(verdict.reasons, content))
    return Verification(verdict=verdict, payload=verified.payload, evaluation=verified.evaluation)


def _refused(reason: Reason) -> Verification:
    verdict = Verdict(
        carrier=Carrier.WORKBOOK,
        unchanged=False,
        signature_correct=False,
        signers_entitled=False,
        reasons=(reason,),
    )
    return Verification(verdict=verdict, payload=None)
