"""Columns of the registry's tables: certificates on it, and what was done with them."""

from app.models.anchors import AnchorKind, ChainFinding
from app.models.enrolment import EnrolmentPurpose
from app.models.periods import format_taiwan_day_short, format_taiwan_time_short
from app.models.received import AuditEntry
from app.office.registry.entry_states import EntryState, RegisteredCertificate
from app.trust.certificates.fingerprints import format_fingerprint
from app.ui.messages import word
from app.ui.office.records.page import ACTION_NAMES
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import tr
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.theme import Tone

_LOOKS = {
    EntryState.VALID: ("shield-check", Tone.OK),
    EntryState.EXPIRING: ("hourglass", Tone.WARNING),
    EntryState.BROKEN_CHAIN: ("shield-x", Tone.ERROR),
    EntryState.EXPIRED: ("hourglass", Tone.WARNING),
    EntryState.WITHDRAWN: ("ban", Tone.ERROR),
    EntryState.REPLACED: ("refresh-cw", Tone.MUTED),
}


def build_certificate_columns(workspace: OfficeWorkspace) -> tuple[RecordColumn, ...]:
    """Of a RegisteredCertificate."""
    return (
        RecordColumn(
            "agency", tr("機關"), lambda each: workspace.agency_name(each.entry.agency),
            lambda each: workspace.agency_order(each.entry.agency), width=20,
        ),
        RecordColumn("person", tr("姓名"), lambda each: each.entry.person_name, width=12),
        RecordColumn("role", tr("身分"), lambda each: word(each.entry.role), width=8),
        RecordColumn(
            "state", tr("狀態"), lambda each: word(each.state), width=14,
            tone=lambda each: _LOOKS[each.state][1], icon_name=lambda each: _LOOKS[each.state][0],
            tip=explain_state,
        ),
        RecordColumn(
            "left", tr("剩餘日數"),
            lambda each: "—" if each.days_left is None else str(each.days_left),
            lambda each: each.days_left, width=11, is_centred=True,
        ),
        RecordColumn(
            "valid", tr("有效期間"), describe_validity, lambda each: each.entry.active_until,
            width=22,
        ),
        RecordColumn(
            "fingerprint", tr("憑證指紋"),
            lambda each: format_fingerprint(each.entry.certificate_sha256), width=32,
        ),
        RecordColumn("person_id", tr("識別代號"), lambda each: each.entry.person_id, width=12),
    )  # fmt: skip


def build_event_columns(workspace: OfficeWorkspace) -> tuple[RecordColumn, ...]:
    """Of an AuditEntry about certificates, keys or roots."""
    return (
        RecordColumn(
            "at", tr("時間"), lambda each: format_taiwan_time_short(each.at),
            lambda each: each.at, width=18,
        ),
        RecordColumn("actor", tr("經手"), lambda each: each.actor, width=16),
        RecordColumn(
            "action", tr("異動"), lambda each: ACTION_NAMES.get(each.action, each.action), width=18
        ),
        RecordColumn("agency", tr("對象"), lambda each: _subject(each, workspace), width=18),
        RecordColumn("person", tr("姓名"), lambda each: each.detail.get("person", "—"), width=12),
        RecordColumn("why", tr("事由"), _describe_reason, width=22),
        RecordColumn(
            "fingerprint", tr("指紋"),
            lambda each: format_fingerprint(
                each.detail.get("certificate") or each.detail.get("sha256", "")
            ), width=32,
        ),
    )  # fmt: skip


def explain_state(each: RegisteredCertificate) -> str:
    """The state with its reason."""
    if each.entry.revoked_at is not None:
        day, reason = format_taiwan_day_short(each.entry.revoked_at), each.entry.revocation_reason
        return tr("{state}（{day}）：{reason}", state=word(each.state), day=day, reason=reason)
    if each.chain is not None:
        return explain_chain(each.chain)
    return word(each.state)


def explain_chain(finding: ChainFinding) -> str:
    """What the imported roots have against a certificate."""
    if finding.since is None:
        return word(finding.state)
    day = format_taiwan_day_short(finding.since)
    return tr("{words}（{day}）", words=word(finding.state), day=day)


def describe_validity(each: RegisteredCertificate) -> str:
    """From when until when, short."""
    entry = each.entry
    first = format_taiwan_day_short(entry.active_from)
    if entry.active_until is None:
        return tr("{first} 起", first=first)
    return f"{first}–{format_taiwan_day_short(entry.active_until)}"


def _subject(entry: AuditEntry, workspace: OfficeWorkspace) -> str:
    kind = entry.detail.get("anchor_kind")
    if kind is not None:
        return f"{word(AnchorKind(kind))} {entry.subject}"
    if entry.action.startswith("office_"):
        return tr("本機關")
    return workspace.short_name(entry.subject)


def _describe_reason(entry: AuditEntry) -> str:
    if reason := entry.detail.get("reason"):
        return reason
    purpose = entry.detail.get("purpose")
    return "—" if purpose is None else word(EnrolmentPurpose(purpose))
