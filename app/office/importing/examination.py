"""Examining one offered file: read it, verify it, and only then check what it says.

Knows nothing of the store, so that it can run anywhere and in any order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError
from app.models.facts import ReturnFacts
from app.models.returns import Payload
from app.models.signatures import Carrier, Verdict
from app.office.importing.content_check import check_content
from app.returns.judging.return_context import find_context
from app.returns.judging.trust_context import TrustContext

if TYPE_CHECKING:
    from app.returns.verification import Verifier


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """One file of a batch: where in the batch it stands, and the digest it was examined under."""

    position: int
    path: Path
    sha256: str
    """Empty where it could not be read."""


@dataclass(frozen=True, slots=True)
class OfferedReturn:
    """A file without reasons against itself; the import ledger decides."""

    file: OfferedFile
    verdict: Verdict
    payload: Payload
    payload_sha256: str
    facts: ReturnFacts

    @property
    def agency(self) -> str:
        """Whose return it is."""
        return self.payload.agency

    @property
    def round_id(self) -> str:
        """The round it answers."""
        return self.payload.round_id

    @property
    def revision(self) -> int:
        """Its number in the agency's chain of revisions."""
        return self.payload.revision

    @property
    def supersedes_sha256(self) -> str | None:
        """The digest of the revision before it."""
        return self.payload.supersedes_sha256


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that is not taken, and why; with what it claims to be as far as that is known."""

    file: OfferedFile
    code: str
    params: Mapping[str, str]
    carrier: Carrier | None = None
    payload: Payload | None = None


class Examiner:
    """Verifies and checks files in one trust context. Expected failures come back as values."""

    def __init__(self, trust: TrustContext, verify: "Verifier") -> None:
        self.trust = trust
        self._verify = verify
        self._facts: dict[str, ReturnFacts] = {}
        """By the digest of a payload: a workbook and its PDF carry the same."""

    def examine(self, file: OfferedFile, content: bytes) -> OfferedReturn | RefusedFile:
        """Verify and check the bytes of a file."""
        name = {"file": file.path.name}
        try:
            verification = self._verify(content, file.path.name, self.trust)
        except AppError as problem:
            return RefusedFile(file, problem.code, name | problem.params)
        verdict, payload = verification.verdict, verification.payload
        if not verdict.is_good:
            reason = verdict.reasons[0]
            return RefusedFile(file, reason.code, name | reason.params, verdict.carrier, payload)
        assert payload is not None  # a good verdict is a verdict on a payload
        try:
            context = find_context(payload.round_id, payload.agency, self.trust)
            facts = self._facts.get(payload.sha256())
            if facts is None:
                facts = check_content(payload, context, verification.evaluation)
                self._facts[payload.sha256()] = facts
        except AppError as problem:
            params = name | problem.params
            return RefusedFile(file, problem.code, params, verdict.carrier, payload)
        return OfferedReturn(file, verdict, payload, payload.sha256(), facts)
