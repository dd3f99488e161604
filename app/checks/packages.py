"""Check attachments packages (附件包) by their returns, in the store or among the same files."""

from collections.abc import Callable
from pathlib import Path

from app.checks.checked_file import CheckedFile, CheckOutcome, Ground
from app.errors import AppError
from app.models.returns import Payload, build_control_number
from app.returns.attachments.reader import ensure_of_payload, read_package

PayloadFinder = Callable[[str], Payload | None]
"""The payload of a digest among the returns a store holds, None where it holds none."""


class PackageChecker:
    """Holds packages against payloads: those of returns found good, and those of the store."""

    def __init__(self, ground: Ground, find_payload: PayloadFinder | None) -> None:
        self._ground = ground
        self._find_payload = find_payload
        self._met: dict[str, Payload] = {}

    def note_payload(self, checked: CheckedFile) -> None:
        """Remember what a file just checked says, unless something speaks against it."""
        bad = (CheckOutcome.REFUSED, CheckOutcome.UNREADABLE)
        if checked.payload is not None and checked.outcome not in bad:
            self._met[checked.payload.sha256()] = checked.payload

    def check_package(self, path: Path, content: bytes, sha256: str) -> CheckedFile:
        """Check one package. Raises AppError ATTACHMENTS_*."""
        package = read_package(content, path)
        wanted = package.manifest.payload_sha256
        payload = self._met.get(wanted)
        if payload is None and self._find_payload is not None:
            payload = self._find_payload(wanted)
        if payload is None:
            number = build_control_number(wanted)
            raise AppError("ATTACHMENTS_RETURN_UNKNOWN", file=path, control_number=number)
        ensure_of_payload(package, payload, path)
        trust = next((each for each in self._ground.trusts if each.round(payload.round_id)), None)
        round_ = None if trust is None else trust.round(payload.round_id)
        agency = payload.agency
        params = {
            "file": path.name,
            "agency": agency if trust is None else trust.names(payload.round_id).short(agency),
            "revision": str(payload.revision),
            "control_number": payload.control_number(),
            "count": str(len(payload.attachments)),
        }
        title = "" if round_ is None else round_.title
        good = CheckOutcome.GOOD
        return CheckedFile(
            path, sha256, good, "ATTACHMENTS_MATCH", params, payload=payload, round_title=title
        )
