"""From a finished draft to the payload that will be signed."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import msgspec

from app import __version__
from app.documents.font_files import shipped_faces
from app.forms.evaluation import Evaluation
from app.forms.iteration import row_keys
from app.forms.labels import field_label
from app.messages import format_message
from app.models.agency_names import AgencyNames
from app.models.answers import Place, StoredValue
from app.models.findings import Finding, Severity
from app.models.forms import Blank
from app.models.programme import Programme
from app.models.record import Record
from app.models.returns import (
    AnsweredComment,
    AttachmentDigest,
    ControlTotal,
    ExplainedFinding,
    Payload,
    build_data,
    build_nil_statements,
    canonical_bytes,
)
from app.models.rounds import Round
from app.models.signatures import Signer
from app.returns.document.computed_values import build_computed
from app.returns.layouts.printed_document import LAYOUT_VERSION


def build_payload(
    *,
    blank: Blank,
    programme: Programme,
    round_: Round,
    evaluation: Evaluation,
    findings: Iterable[Finding],
    revision: int,
    supersedes_sha256: str | None,
    changed_at: datetime,
    attachments: tuple[AttachmentDigest, ...],
    signers: tuple[Signer, ...],
    comment_answers: tuple[AnsweredComment, ...] = (),
    filled_by: Mapping[str, str] | None = None,
) -> Payload:
    """Freeze a draft. The same arguments give the same canonical bytes; no clock is read."""
    data, computed = build_data(evaluation.answers), build_computed(blank, evaluation)
    return Payload(
        app_version=__version__,
        layout_version=LAYOUT_VERSION,
        typeface_set=shipped_faces().statement,
        **msgspec.structs.asdict(build_heading(blank, programme, round_)),
        round_id=round_.id,
        round_nonce=round_.nonce,
        agency=blank.agency,
        form_id=blank.form.id,
        form_version=blank.form.version,
        form_sha256=round_.form_sha256,
        revision=revision,
        supersedes_sha256=supersedes_sha256,
        created_at=changed_at.astimezone(UTC).replace(microsecond=0),
        is_demo=round_.is_demo,
        signers=signers,
        explained=build_explained(findings),
        filled_by=dict(filled_by or {}),
        comment_answers=comment_answers,
        nil_statements=build_nil_statements(evaluation.answers),
        attachments=tuple(sorted(attachments, key=lambda each: (each.name, each.sha256))),
        control_totals=build_control_totals(blank, evaluation),
        row_count=len(data),
        content_sha256=content_sha256(data),
        data=data,
        computed=computed,
    )


class Heading(Record, frozen=True, kw_only=True):
    """What a return says of the plan and the round it belongs to, in words a reader sees."""

    programme_version: int
    programme_name: str
    project_names: dict[str, str]
    round_title: str
    agency_name: str


def build_heading(blank: Blank, programme: Programme, round_: Round) -> Heading:
    """What the plan and the round call themselves, the agency and its projects."""
    return Heading(
        programme_version=programme.version,
        programme_name=programme.name,
        project_names={each: programme.project(each).name for each in blank.project_ids},
        round_title=round_.title,
        agency_name=AgencyNames(programme, round_).with_former(blank.agency),
    )


def content_sha256(data: dict[str, StoredValue]) -> str:
    """Hex SHA-256 of the canonical bytes of a payload's data."""
    return hashlib.sha256(canonical_bytes(data)).hexdigest()


def build_explained(findings: Iterable[Finding]) -> tuple[ExplainedFinding, ...]:
    """The warnings with the reasons given for them, in reading order."""
    return tuple(
        ExplainedFinding(
            code=each.code,
            place=each.place.path,
            message=format_message(each.code, each.params),
            reason=each.reason,
        )
        for each in findings
        if each.severity is Severity.WARNING and each.reason
    )


def build_control_totals(blank: Blank, evaluation: Evaluation) -> tuple[ControlTotal, ...]:
    """The sums of the fields the form declares control totals for, over projects and rows."""
    return tuple(
        ControlTotal(
            field=f"{section.id}/{field.id}",
            label=field_label(field, "合計"),
            value=_add_up(blank, evaluation, section.id, field.id),
        )
        for section in blank.form.sections
        for field in section.fields
        if field.control_total
    )


def _add_up(blank: Blank, evaluation: Evaluation, section_id: str, field_id: str) -> int:
    values = (
        evaluation.value(Place(section.project_id, section_id, key, field_id))
        for section in blank.sections
        if section.spec.id == section_id
        for key in row_keys(section, evaluation.answers)
    )
    return sum(each for each in values if isinstance(each, int))
