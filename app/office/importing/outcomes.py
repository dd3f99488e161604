"""Building the `ImportResult` of one file."""

from __future__ import annotations

from collections.abc import Mapping

from app.errors import AppError
from app.models.received import ImportResult
from app.models.returns import Payload
from app.models.signatures import Carrier
from app.office.importing.examination import OfferedFile, OfferedReturn, RefusedFile
from app.office.importing.ledger import (
    ALREADY_IMPORTED,
    ATTACHMENTS_IMPORTED,
    ATTACHMENTS_KNOWN,
    IMPORT_CRASHED,
    IMPORTED,
    VERIFIED,
)
from app.office.importing.received_returns import KnownFile
from app.returns.judging.trust_context import TrustContext


def refuse(offered: OfferedReturn, problem: AppError) -> RefusedFile:
    """A file that was good by itself, refused after all."""
    return RefusedFile(
        offered.file, problem.code, problem.params, offered.verdict.carrier, offered.payload
    )


class Outcomes:
    """Builds results; agencies are named as in the round of the return."""

    def __init__(self, trust: TrustContext) -> None:
        self._trust = trust

    def build_accepted(self, offered: OfferedReturn, *, is_new: bool) -> ImportResult:
        """IMPORTED for a new revision; ALREADY_IMPORTED for a payload held already, whose file may
        still have completed the pair of workbook and PDF."""
        code = IMPORTED if is_new else ALREADY_IMPORTED
        return self._build(code, offered.file, offered.payload, offered.verdict.carrier)

    def build_recognised(self, file: OfferedFile, known: KnownFile) -> ImportResult:
        """ALREADY_IMPORTED for the very bytes of an earlier file."""
        return self._build(ALREADY_IMPORTED, file, known.payload, known.carrier)

    def build_verified(self, offered: OfferedReturn) -> ImportResult:
        """VERIFIED: good, and not taken in yet."""
        return self._build(VERIFIED, offered.file, offered.payload, offered.verdict.carrier)

    def build_attachments(
        self, file: OfferedFile, payload: Payload, *, is_new: bool
    ) -> ImportResult:
        """ATTACHMENTS_IMPORTED, or ATTACHMENTS_KNOWN where all of them were here."""
        code = ATTACHMENTS_IMPORTED if is_new else ATTACHMENTS_KNOWN
        count = {"count": str(len(payload.attachments))}
        return self._build(code, file, payload, None, count)

    def build_refused(self, refused: RefusedFile) -> ImportResult:
        """The refusal, with what the file claims to be as far as that is known."""
        return self._build(
            refused.code,
            refused.file,
            refused.payload,
            refused.carrier,
            refused.params,
            accepted=False,
        )

    def build_crashed(self, file: OfferedFile, problem: Exception) -> ImportResult:
        """A file that showed a bug of ours."""
        detail = {"detail": type(problem).__name__}
        return self._build(IMPORT_CRASHED, file, None, None, detail, accepted=False)

    def _build(
        self,
        code: str,
        file: OfferedFile,
        payload: Payload | None,
        carrier: Carrier | None,
        params: Mapping[str, str] = {},
        *,
        accepted: bool = True,
    ) -> ImportResult:
        about = {"file": file.path.name}
        control_number = None
        if payload is not None:
            control_number = payload.control_number()
            about |= {
                "agency": payload.agency,
                "revision": str(payload.revision),
                "control_number": control_number,
            }
        about |= params
        if "agency" in about:
            names = self._trust.names(None if payload is None else payload.round_id)
            about["agency"] = names.short(about["agency"])
        return ImportResult(
            file=str(file.path),
            file_sha256=file.sha256,
            accepted=accepted,
            code=code,
            params=about,
            agency=None if payload is None else payload.agency,
            round_id=None if payload is None else payload.round_id,
            revision=None if payload is None else payload.revision,
            control_number=control_number,
            carrier=carrier,
            signers=() if payload is None else payload.signers,
            nil_statements=() if payload is None else payload.nil_statements,
        )
