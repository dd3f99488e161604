"""Handing in: from a finished draft to the signed pair of files, both or none."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.documents.fonts import uncovered_characters
from app.drafts.agency_desk import AgencyDesk
from app.drafts.draft import Draft
from app.errors import AppError
from app.files import write_atomically
from app.models.findings import Finding, Severity
from app.models.returns import Payload
from app.models.signatures import Signer
from app.returns.build import build_payload
from app.returns.document_builder import build_document
from app.returns.layout import ReturnDocument
from app.returns.ooxml_signing import sign_workbook
from app.returns.pdf_signing import sign_pdf
from app.returns.pdf_writer import write_pdf
from app.returns.signer_matching import match_keys
from app.returns.workbook_writer import write_workbook
from app.trust.keys import SigningKey

Progress = Callable[[int, int, str], None]
_STEPS = ("檢核內容", "產製 Excel 填報表", "產製 PDF 填報表", "簽署", "存檔")


@dataclass(frozen=True)
class ExportedPair:
    """The two files one payload went out in."""

    workbook: Path
    pdf: Path
    payload: Payload


def export_return(
    desk: AgencyDesk,
    draft: Draft,
    key: SigningKey,
    out_dir: Path,
    *,
    now: datetime,
    further_keys: Sequence[SigningKey] = (),
    progress: Progress | None = None,
) -> ExportedPair:
    """Sign and write workbook and PDF, and record them as handed in; both or none.

    A round that wants two signatures gets the second signer's key in `further_keys`. `now`
    carries a time zone and becomes the time of signing. Raises AppError EXPORT_HAS_FINDINGS
    (errors, or warnings without a reason), EXPORT_CHARACTERS_WITHOUT_FONT, KEY_* (see
    `match_keys`), TOKEN_* (a card that fails or is taken out), FILE_*, FONT_MISSING; Cancelled
    where the progress callback says so, before anything is written.
    """
    report = _reporter(progress)
    report(0)
    ensure_no_open_findings(draft.findings())
    signing = match_keys((key, *further_keys), desk.round_file(draft.round.id), now)
    payload, document = _freeze(draft, tuple(signer for signer, _ in signing))
    _ensure_printable(document)
    report(1)
    workbook = write_workbook(payload, document)
    report(2)
    pdf = write_pdf(payload, document)
    report(3)
    for signer, each in signing:
        workbook = sign_workbook(workbook, each, signer.role, now)
        pdf = sign_pdf(pdf, each, signer.role, now, draft.round.required_roles)
    report(4)
    stem = _file_stem(draft, payload)
    pair = ExportedPair(out_dir / f"{stem}.xlsx", out_dir / f"{stem}.pdf", payload)
    with _both_or_none(pair):
        write_atomically(pair.workbook, workbook)
        write_atomically(pair.pdf, pdf)
        desk.record_handed_in(payload, (pair.workbook, pair.pdf), now)
    return pair


def ensure_no_open_findings(findings: Sequence[Finding]) -> None:
    """Refuse to hand in while something is open: EXPORT_HAS_FINDINGS with both counts."""
    still_open = [each for each in findings if each.is_open]
    if still_open:
        errors = sum(each.severity is Severity.ERROR for each in still_open)
        warnings = len(still_open) - errors
        raise AppError("EXPORT_HAS_FINDINGS", errors=errors, warnings=warnings)


def _freeze(draft: Draft, signers: tuple[Signer, ...]) -> tuple[Payload, ReturnDocument]:
    evaluation = draft.evaluation()
    payload = build_payload(
        blank=draft.blank,
        round_=draft.round,
        evaluation=evaluation,
        findings=draft.findings(),
        revision=draft.revision,
        supersedes_sha256=draft.supersedes_sha256,
        changed_at=draft.changed_at,
        attachments=draft.attachments(),
        signers=signers,
    )
    document = build_document(payload, draft.blank, evaluation, draft.programme, draft.round)
    return payload, document


def _ensure_printable(document: ReturnDocument) -> None:
    """A character no font has would be a box on paper. The places are named."""
    missing: dict[str, str] = {}
    for place, text in _printed_texts(document):
        for character in uncovered_characters(text):
            missing.setdefault(character, place)
    if missing:
        named = "、".join(f"U+{ord(each):04X}（{missing[each]}）" for each in sorted(missing)[:10])
        raise AppError("EXPORT_CHARACTERS_WITHOUT_FONT", characters=named, count=len(missing))


def _printed_texts(document: ReturnDocument) -> Iterator[tuple[str, str]]:
    """Every text a person typed, with the path of its place."""
    for chapter in document.chapters:
        for section in chapter.sections:
            entries = [*section.entries, *(each for card in section.cards for each in card.entries)]
            values = [each.value for each in entries]
            values += [
                value for row in (section.table.rows if section.table else ()) for value in row
            ]
            for value in values:
                if not value.is_computed and value.figure is None and value.text:
                    yield value.place or section.title, value.text
    for row in document.explained.rows:
        yield row[2].text, row[-1].text
    for signer in document.cover.signers:
        yield signer.role, signer.name


def _file_stem(draft: Draft, payload: Payload) -> str:
    order = draft.programme.agency(payload.agency).order
    return f"{order:02d}_{payload.agency}_{payload.round_id}_r{payload.revision}"


@contextmanager
def _both_or_none(pair: ExportedPair) -> Iterator[None]:
    """Put back what stood at both paths if anything fails in between."""
    before = {
        path: path.read_bytes() if path.exists() else None for path in (pair.workbook, pair.pdf)
    }
    try:
        yield
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != content:
                write_atomically(path, content)
        raise


def _reporter(progress: Progress | None) -> Callable[[int], None]:
    def report(step: int) -> None:
        if progress is not None:
            progress(step, len(_STEPS), _STEPS[step])

    return report
