"""Build the verification report of a file: blocks `VerdictView` shows and the clipboard takes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.checks.checked_file import CheckedFile, CheckOutcome, DocumentSignature
from app.checks.indications import find_indication
from app.checks.sentences import describe_stamp
from app.models.agency_names import AgencyNames
from app.models.approval import PendingReturn, SendBack
from app.models.enrolment import EnrolmentRequest
from app.models.periods import format_roc_date, format_taiwan_time
from app.models.receipts import Receipt
from app.models.returns import Payload, build_control_number
from app.models.rounds import RoundFile
from app.models.signatures import SignerRole, Verdict, VerifiedSigner
from app.trust.certificates.fingerprints import format_fingerprint
from app.ui.messages import format_message, word
from app.ui.translation import tr
from app.ui.widgets.theme import Tone

AgencyNamer = Callable[[str | None], str]

OUTCOME_LOOKS = {
    CheckOutcome.GOOD: ("circle-check", Tone.OK),
    CheckOutcome.CLOSED: ("hourglass", Tone.WARNING),
    CheckOutcome.HALF_SIGNED: ("hourglass", Tone.WARNING),
    CheckOutcome.UNCONFIRMED: ("triangle-alert", Tone.WARNING),
    CheckOutcome.REFUSED: ("shield-x", Tone.ERROR),
    CheckOutcome.UNREADABLE: ("circle-alert", Tone.ERROR),
}
_PARTS = (
    ("unchanged", tr("內容未變動"), tr("不是本程式匯出後原封不動的檔案")),
    ("signature_correct", tr("簽章正確"), tr("簽章數值不正確，或格式不在接受範圍")),
    ("signers_entitled", tr("簽章人有權簽章"), tr("簽章人不在名冊、已失效，或未具所需身分")),
)
_PRINTED_AGAIN = tr("由報送資料重新產製後逐一比對，內容相同")


@dataclass(frozen=True)
class Heading:
    """Heading of a group."""

    text: str


@dataclass(frozen=True)
class IconSentence:
    """Sentence with an icon before it."""

    icon_name: str
    tone: Tone
    text: str
    style: str = ""


@dataclass(frozen=True)
class Sentence:
    """Sentence without an icon."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Facts:
    """Rows of label and value."""

    rows: tuple[tuple[str, str], ...]


Block = Heading | IconSentence | Sentence | Facts
Report = tuple[Block, ...]


def report_text(report: Report) -> str:
    """Format a report as lines of text, for the clipboard."""
    lines: list[str] = []
    for each in report:
        if isinstance(each, Facts):
            lines += [tr("{label}：{text}", label=label, text=text) for label, text in each.rows]
        else:
            lines.append(each.text)
    return "\n".join(lines)


def report_check(checked: CheckedFile, name: AgencyNamer) -> Report:
    """Build the report of everything that checking a file has found."""
    icon_name, tone = OUTCOME_LOOKS[checked.outcome]
    blocks: list[Block] = [
        IconSentence(icon_name, tone, f"{word(checked.outcome)}　{checked.path.name}", "heading"),
        Sentence(format_message(checked.code, checked.params)),
        Sentence(_name_indication(checked), Tone.MUTED),
    ]
    if checked.verdict is not None:
        blocks += report_parts(checked.verdict)
        if checked.verdict.is_good:
            blocks.append(IconSentence("circle-check", Tone.OK, _PRINTED_AGAIN))
        blocks += report_reasons(checked.verdict, checked.path.name, {checked.code})
        blocks += report_notes(checked.verdict)
        blocks += report_signers(checked.verdict.signers, name)
    if checked.signature is not None:
        blocks += _report_signature(checked.signature)
    blocks.append(Heading(tr("檔案內容") if _says_something(checked) else tr("檔案")))
    blocks.append(Facts(_list_facts(checked, name)))
    return tuple(blocks)


def _name_indication(checked: CheckedFile) -> str:
    """The indication of ETSI EN 319 102-1 in words and as the standard writes it."""
    indication, sub = find_indication(checked)
    standard = indication.value if sub is None else f"{indication.value}/{sub.value}"
    return tr("判定：{word}（{standard}）", word=word(indication), standard=standard)


def report_notes(verdict: Verdict) -> Report:
    """Report what refuses nothing and ought to be known: of keys, of values computed otherwise."""
    notes = [Sentence(format_message(each.code, each.params)) for each in verdict.notes]
    return (Heading(tr("提醒")), *notes) if notes else ()


def report_parts(verdict: Verdict) -> Report:
    """Report the three parts of a verdict; those after a failed one were not verified."""
    blocks: list[Block] = [Heading(tr("驗章項目"))]
    is_judged = True
    for key, good, bad in _PARTS:
        if getattr(verdict, key):
            blocks.append(IconSentence("circle-check", Tone.OK, good))
        elif is_judged:
            blocks.append(IconSentence("circle-alert", Tone.ERROR, tr("不符：{bad}", bad=bad)))
            is_judged = False
        else:
            words = tr("{good}：前項不符，未再判定", good=good)
            blocks.append(IconSentence("circle-dashed", Tone.MUTED, words))
    return tuple(blocks)


def report_reasons(verdict: Verdict, file_name: str, shown: Iterable[str] = ()) -> Report:
    """Report the reasons against a file, except those shown already."""
    known = set(shown)
    reasons = [each for each in verdict.reasons if each.code not in known]
    if not reasons:
        return ()
    words = [
        Sentence(
            tr(
                "{sentence}（{code}）",
                sentence=format_message(each.code, {"file": file_name} | each.params),
                code=each.code,
            )
        )
        for each in reasons
    ]
    return (Heading(tr("其他原因") if known else tr("原因")), *words)


def report_signers(signers: tuple[VerifiedSigner, ...], name: AgencyNamer) -> Report:
    """Report the signers of a return, as their certificates name them."""
    if not signers:
        return (Heading(tr("簽章人")), Sentence(tr("檔案中沒有可辨識的簽章人。"), Tone.MUTED))
    return (Heading(tr("簽章人")), *(_report_signer(each, name) for each in signers))


def _list_payload(payload: Payload, round_title: str, name: AgencyNamer) -> list[tuple[str, str]]:
    return [
        (tr("機關"), name(payload.agency)),
        (tr("填報期"), round_title or payload.round_id),
        (tr("版次"), tr("第 {revision} 版", revision=payload.revision)),
        (tr("控制碼"), payload.control_number()),
    ]


def _report_signer(signer: VerifiedSigner, name: AgencyNamer) -> Facts:
    stamp = signer.timestamp
    return _list_signing(
        word(signer.role) if signer.role is not None else tr("身分不明"),
        (signer.person_name, name(signer.agency)),
        tr("{moment}（簽章人電腦時間）", moment=format_taiwan_time(signer.signed_at)),
        signer.certificate_sha256,
        () if stamp is None else ((tr("時戳"), describe_stamp(stamp)),),
    )


def _report_signature(signature: DocumentSignature) -> Report:
    facts = _list_signing(
        tr("簽章者"),
        (signature.name, word(signature.standing)),
        tr("{moment}（簽章者電腦時間）", moment=format_taiwan_time(signature.signed_at)),
        signature.certificate_sha256,
    )
    return (Heading(tr("簽章人")), facts)


def _list_signing(
    role: str,
    who: tuple[str, str],
    moment: str,
    certificate_sha256: str,
    stamped: tuple[tuple[str, str], ...] = (),
) -> Facts:
    """List the facts of one signature; `who` is a name, and the agency or standing with it."""
    signer = tr("{person_name}（{name}）", person_name=who[0], name=who[1])
    fingerprint = format_fingerprint(certificate_sha256)
    return Facts(
        ((role, signer), (tr("簽章時間"), moment), *stamped, (tr("憑證指紋"), fingerprint))
    )


def _says_something(checked: CheckedFile) -> bool:
    return checked.payload is not None or checked.document is not None


def _list_facts(checked: CheckedFile, name: AgencyNamer) -> tuple[tuple[str, str], ...]:
    rows: list[tuple[str, str]] = []
    if checked.verdict is not None:
        rows.append((tr("種類"), word(checked.verdict.carrier)))
    elif checked.code == "ATTACHMENTS_MATCH":
        rows.append((tr("種類"), tr("附件包")))
    if checked.payload is not None:
        rows += _list_payload(checked.payload, checked.round_title, name)
    if isinstance(checked.document, RoundFile):
        rows += _list_round_file(checked.document)
    elif isinstance(checked.document, Receipt):
        rows += _list_receipt(checked.document, name)
    elif isinstance(checked.document, EnrolmentRequest):
        rows += _list_request(checked.document, name)
    elif isinstance(checked.document, PendingReturn):
        rows += _list_pending(checked.document)
    elif isinstance(checked.document, SendBack):
        rows += _list_send_back(checked.document, checked.round_title, name)
    rows.append((tr("檔名"), checked.path.name))
    if checked.sha256:
        rows.append(("SHA-256", checked.sha256))
    return tuple(rows)


def _list_round_file(document: RoundFile) -> list[tuple[str, str]]:
    agency = AgencyNames(document.programme, document.round).full(document.agency)
    return [
        (tr("種類"), tr("填報包")),
        (tr("機關"), agency),
        (tr("填報期"), document.round.title),
        (tr("截止日"), format_roc_date(document.round.due_on)),
        (tr("簽發時間"), format_taiwan_time(document.issued_at)),
        (tr("名冊"), tr("第 {sequence} 號", sequence=document.registry.sequence)),
        (tr("退回意見"), tr("{count} 則", count=len(document.comments))),
    ]


def _list_receipt(document: Receipt, name: AgencyNamer) -> list[tuple[str, str]]:
    revision = (
        "—" if document.revision is None else tr("第 {revision} 版", revision=document.revision)
    )
    files = [
        (tr("所述檔案"), tr("{name}（SHA-256 {sha256}…）", name=each.name, sha256=each.sha256[:16]))
        for each in document.files
    ]
    return [
        (tr("種類"), tr("收件回條")),
        (tr("機關"), name(document.agency)),
        (tr("填報期"), document.round_title),
        (tr("版次"), revision),
        (tr("控制碼"), document.control_number or "—"),
        (tr("結果"), tr("已收件") if document.accepted else tr("未收件")),
        (tr("說明"), document.sentence),
        (tr("收件時間"), format_taiwan_time(document.offered_at)),
        *files,
    ]


def _list_request(document: EnrolmentRequest, name: AgencyNamer) -> list[tuple[str, str]]:
    return [
        (tr("種類"), tr("登錄申請")),
        (tr("機關"), name(document.agency)),
        (tr("姓名"), document.person_name),
        (tr("識別代號"), document.person_id),
        (tr("身分"), word(document.role)),
        (tr("事由"), word(document.purpose)),
        (tr("申請時間"), format_taiwan_time(document.created_at)),
    ]


def _list_pending(document: PendingReturn) -> list[tuple[str, str]]:
    """List what the rows of the payload leave out."""
    return [
        (tr("種類"), tr("待核定件")),
        (
            word(SignerRole.PREPARER),
            tr("{person_name}（已簽章）", person_name=document.preparer.person_name),
        ),
        (
            word(SignerRole.APPROVER),
            tr("{person_name}（尚未簽章）", person_name=document.approver.person_name),
        ),
        (tr("送核定時間"), format_taiwan_time(document.handed_over_at)),
        (tr("給核定人的話"), document.note or "—"),
    ]


def _list_send_back(document: SendBack, title: str, name: AgencyNamer) -> list[tuple[str, str]]:
    return [
        (tr("種類"), tr("退回單")),
        (tr("機關"), name(document.agency)),
        (tr("填報期"), title or document.round_id),
        (tr("控制碼"), build_control_number(document.payload_sha256)),
        (tr("送核定時間"), format_taiwan_time(document.handed_over_at)),
        (tr("退回時間"), format_taiwan_time(document.sent_back_at)),
        (tr("退回理由"), document.note),
    ]
