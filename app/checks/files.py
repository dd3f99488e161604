"""Check files of any kind without importing them, for either role.

What a file is, its content decides, not its name. Office and agency differ only in what they
hold files against: their rounds and registry, and the office certificate they know.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from app.checks.checked_file import (
    CheckedFile,
    CheckOutcome,
    DocumentSignature,
    Ground,
    SignerStanding,
)
from app.checks.packages import PackageChecker, PayloadFinder
from app.checks.sentences import describe_document
from app.errors import AppError, Cancelled, Progress
from app.files import PACKAGE_LIMIT, RETURN_LIMIT, read_bounded
from app.models.approval import Handover, SendBack
from app.models.receipts import Receipt
from app.models.returns import Payload
from app.models.rounds import RoundFile
from app.recognition.foreign_files import ensure_not_foreign, explain_size
from app.returns.attachments.reader import is_package_name, looks_like_package
from app.returns.judging.trust_context import TrustContext
from app.trust.papers.kinds import ENROLMENT, DocumentKind, kind_of_name

if TYPE_CHECKING:  # loaded with the first file: it brings the PDF and XML libraries along
    from app.returns.verification import Verification, Verifier
    from app.trust.papers.opening import Document
    from app.trust.papers.signed_document import SignedDocument

ResultListener = Callable[[int, CheckedFile], None]
ContentCheck = Callable[["Verification", TrustContext], None]
"""Raises AppError where a return that is signed well says what it must not."""

VERIFIED, SIGNED_WELL = "VERIFIED", "VERIFIED_SIGNATURES"
_CLOSED = frozenset({"ROUND_CLOSED"})
_OF_NO_ROUND = frozenset({"ROUND_UNKNOWN", "RETURN_OF_DEMO"})
_UNFINISHED = frozenset({"SIG_COUNT", "SIGNERS_MISMATCH"})
_RETURN_SUFFIXES = (".xlsx", ".pdf")


class FileChecker:
    """Checks files one by one. Expected failures come back as values, Cancelled is raised."""

    def __init__(
        self,
        ground: Ground,
        verify: Verifier | None = None,
        check: ContentCheck | None = None,
        find_payload: PayloadFinder | None = None,
    ) -> None:
        self._ground = ground
        self._packages = PackageChecker(ground, find_payload)
        self._find_payload = find_payload
        self._verify = verify
        self._check = check

    def check_files(
        self,
        paths: Sequence[Path],
        progress: Progress | None = None,
        on_result: ResultListener | None = None,
    ) -> tuple[CheckedFile, ...]:
        """One value a file, in the order given; `on_result` hears of each as soon as it is there.

        PDFs are drawn again, which takes about as long as an export. Raises Cancelled. A bug of
        ours in one file does not keep the others from being checked: the first such bug is raised
        at the very end. Attachments packages come last: they are held against the returns before.
        """
        from app.checks.copies import CopyChecker

        copies = CopyChecker(self._ground, self._find_payload)
        found: dict[int, CheckedFile] = {}
        problems = list[Exception]()
        for position, path in sorted(enumerate(paths), key=lambda each: is_package_name(each[1])):
            if progress is not None:
                progress(position, len(paths), path.name)
            try:
                found[position] = self.check_file(path)
            except Cancelled:
                raise
            except Exception as problem:
                problem.add_note(f"while checking {path}")
                problems.append(problem)
                crash = AppError("CHECK_CRASHED", file=path, detail=type(problem).__name__)
                found[position] = _unreadable(path, "", crash)
            copies.note(found[position])
            if on_result is not None:
                on_result(position, found[position])
        for position, checked in found.items():
            again = copies.check_again(checked)
            if again is not checked:
                found[position] = again
                if on_result is not None:
                    on_result(position, again)
        if problems:
            raise problems[0]
        return tuple(found[position] for position in range(len(paths)))

    def check_file(self, path: Path) -> CheckedFile:
        """Recognise one file and verify it."""
        try:
            content = read_bounded(path, _limit_of(path))
        except AppError as problem:
            return _unreadable(path, "", explain_size(problem, path))
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            checked = self._check_content(path, content, sha256)
        except AppError as problem:
            return _unreadable(path, sha256, problem)
        self._packages.note_payload(checked)
        return checked

    def _check_content(self, path: Path, content: bytes, sha256: str) -> CheckedFile:
        from app.trust.papers.opening import recognise_document

        kind = recognise_document(content)
        if looks_like_package(content):
            return self._packages.check_package(path, content, sha256)
        if content.startswith((b"%PDF-", b"PK")):
            return self._check_return(path, content, sha256)
        if kind is None and path.suffix.lower() in _RETURN_SUFFIXES:
            return self._check_return(path, content, sha256)
        if kind is None:
            ensure_not_foreign(content, path)
        kind = kind or kind_of_name(path)
        if kind is None:
            raise AppError("FILE_FOREIGN_KIND", file=path)
        return self._check_document(path, content, sha256, kind)

    # -- documents -------------------------------------------------------------------------------

    def _check_document(
        self, path: Path, content: bytes, sha256: str, kind: DocumentKind
    ) -> CheckedFile:
        from app.trust.papers.opening import open_any_document

        document, signed = open_any_document(content, kind, path)
        if not isinstance(document, Handover):  # judged by the round file in it
            self._ensure_algorithm(document, signed, kind, path)
        if isinstance(document, Handover | SendBack):
            return self._check_paper(path, sha256, document, signed)
        standing = self._judge_standing(kind, signed)
        outcome = {
            SignerStanding.UNCONFIRMED: CheckOutcome.UNCONFIRMED,
            SignerStanding.STRANGER: CheckOutcome.REFUSED,
        }.get(standing, CheckOutcome.GOOD)
        code, params = describe_document(document)
        if outcome is CheckOutcome.REFUSED:
            code = "DOCUMENT_OF_ANOTHER"
        return CheckedFile(
            path,
            sha256,
            outcome,
            code,
            {"file": path.name} | params,
            round_title=document.round.title if isinstance(document, RoundFile) else "",
            document=document,
            signature=_build_signature(signed, standing),
        )

    def _ensure_algorithm(
        self, document: Document, signed: SignedDocument, kind: DocumentKind, path: Path
    ) -> None:
        """Refuse what the trust policy refuses. Raises AppError DOCUMENT_KEY_*."""
        from app.trust.papers.round_file import ensure_round_file_algorithm
        from app.trust.papers.signed_document import ensure_algorithm

        if isinstance(document, RoundFile):
            ensure_round_file_algorithm(document, signed, path, self._ground.now)
            return
        trusts = self._ground.trusts
        opened_on = None
        if isinstance(document, Receipt | SendBack):
            found = (each.round(document.round_id) for each in trusts)
            opened_on = next((each.opens_on for each in found if each is not None), None)
        policy = trusts[0].registry.policy if trusts else None
        ensure_algorithm(signed, kind, path, policy, self._ground.now, opened_on=opened_on)

    def _check_paper(
        self, path: Path, sha256: str, document: Handover | SendBack, signed: SignedDocument
    ) -> CheckedFile:
        from app.checks.papers import check_handover, check_send_back

        if isinstance(document, Handover):
            found = check_handover(document, signed, path, self._ground)
        else:
            found = check_send_back(document, signed, self._ground)
        return CheckedFile(
            path,
            sha256,
            found.outcome,
            found.code,
            {**found.params, "file": path.name},
            payload=found.payload,
            round_title=found.round_title,
            document=found.document,
            signature=_build_signature(signed, found.standing),
        )

    def _judge_standing(self, kind: DocumentKind, signed: SignedDocument) -> SignerStanding:
        if kind is ENROLMENT:
            return SignerStanding.APPLICANT
        known = self._ground.office_certificate_sha256
        if known is None:
            return SignerStanding.UNCONFIRMED
        is_known = known == signed.certificate_sha256
        return SignerStanding.OFFICE if is_known else SignerStanding.STRANGER

    # -- returns ---------------------------------------------------------------------------------

    def _check_return(self, path: Path, content: bytes, sha256: str) -> CheckedFile:
        if not self._ground.trusts:
            ensure_not_foreign(content, path)
            raise AppError("CHECK_WITHOUT_ROUND", file=path)
        trust, verification = self._hold(content, path.name)
        checked = _judge(path, sha256, trust, verification)
        if not checked.is_good or self._check is None:
            return checked
        try:
            self._check(verification, trust)
        except AppError as problem:
            params = {"file": path.name} | problem.params
            return replace(checked, outcome=CheckOutcome.REFUSED, code=problem.code, params=params)
        return replace(checked, code=VERIFIED) if checked.code == SIGNED_WELL else checked

    def _hold(self, content: bytes, name: str) -> tuple[TrustContext, Verification]:
        """The verification against the plan whose rounds the file's round is among.

        One that lacks the approver's signature only is verified as what it is meanwhile: the
        context says so (`is_before_approval`).
        """
        from app.returns.verification import verify_file

        verify = self._verify or verify_file
        for trust in self._ground.trusts:
            verification = verify(content, name, trust)
            if not _OF_NO_ROUND & {each.code for each in verification.verdict.reasons}:
                break
        codes = {each.code for each in verification.verdict.reasons}
        if codes and codes <= _UNFINISHED:
            before = structs.replace(trust, is_before_approval=True)
            half = verify(content, name, before)
            if half.verdict.is_good:
                return before, half
        return trust, verification


def _judge(path: Path, sha256: str, trust: TrustContext, verification: Verification) -> CheckedFile:
    verdict, payload = verification.verdict, verification.payload
    params = {"file": path.name}
    if payload is not None:
        params |= _describe_payload(payload, trust)
    outcome, code = _find_outcome(trust, verification)
    if code is None:
        code, reasons = verdict.reasons[0].code, verdict.reasons[0].params
        params |= reasons
    round_ = None if payload is None else trust.round(payload.round_id)
    return CheckedFile(
        path,
        sha256,
        outcome,
        code,
        params,
        verdict,
        payload,
        "" if round_ is None else round_.title,
    )


def _find_outcome(
    trust: TrustContext, verification: Verification
) -> tuple[CheckOutcome, str | None]:
    """The outcome, and the code of its sentence where that is not the first reason's."""
    verdict = verification.verdict
    if verdict.is_good and trust.is_before_approval:
        return CheckOutcome.HALF_SIGNED, "RETURN_HALF_SIGNED"
    if verdict.is_good:
        return CheckOutcome.GOOD, SIGNED_WELL
    codes = {each.code for each in verdict.reasons}
    is_sound = verdict.unchanged and verdict.signature_correct
    if is_sound and verification.payload is not None and codes == _CLOSED:
        return CheckOutcome.CLOSED, None
    return CheckOutcome.REFUSED, None


def _describe_payload(payload: Payload, trust: TrustContext) -> dict[str, str]:
    return {
        "agency": trust.names(payload.round_id).short(payload.agency),
        "revision": str(payload.revision),
        "control_number": payload.control_number(),
    }


def _build_signature(signed: SignedDocument, standing: SignerStanding) -> DocumentSignature:
    from app.trust.certificates.facts import describe_certificate

    facts = describe_certificate(signed.certificate, signed.signed_at)
    return DocumentSignature(facts.person_name, facts.sha256, signed.signed_at, standing)


def _limit_of(path: Path) -> int:
    if is_package_name(path):
        return PACKAGE_LIMIT
    kind = kind_of_name(path)
    return RETURN_LIMIT if kind is None else kind.limit_bytes


def _unreadable(path: Path, sha256: str, problem: AppError) -> CheckedFile:
    params = {"file": path.name} | problem.params
    return CheckedFile(path, sha256, CheckOutcome.UNREADABLE, problem.code, params)
