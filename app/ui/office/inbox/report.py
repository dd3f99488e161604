"""What the inbox says about one of its lines: the outcome first, then the verdict in its parts."""

from app.models.signatures import Verdict
from app.ui.messages import format_message, word
from app.ui.office.inbox.lines import STATE_LOOKS, InboxLine, LineState
from app.ui.translation import tr
from app.ui.verify.report import (
    AgencyNamer,
    Block,
    Facts,
    Heading,
    IconSentence,
    Report,
    Sentence,
    report_notes,
    report_parts,
    report_reasons,
    report_signers,
)


def report_line(line: InboxLine, verdict: Verdict | None, name: AgencyNamer) -> Report:
    """A line's report; parts and signers once its verdict is there."""
    icon_name, tone = STATE_LOOKS[line.state]
    heading = f"{word(line.state)}　{line.path.name}"
    blocks: list[Block] = [IconSentence(icon_name, tone, heading, "heading")]
    if line.sentence and line.state is not LineState.REFUSED:  # a refusal's stands below
        blocks.append(Sentence(line.sentence))
    if verdict is not None:
        blocks += report_parts(verdict)
    if line.state is LineState.REFUSED:
        blocks += _report_refusal(line, verdict)
    if verdict is not None:
        blocks += report_notes(verdict)
        blocks += report_signers(verdict.signers, name)
    blocks += [Heading(tr("檔案")), Facts(_list_facts(line))]
    return tuple(blocks)


def _report_refusal(line: InboxLine, verdict: Verdict | None) -> Report:
    assert line.result is not None  # only an outcome refuses
    code, about = line.result.code, {"file": line.path.name} | line.result.params
    first = Sentence(tr("{sentence}（{code}）", sentence=format_message(code, about), code=code))
    further = () if verdict is None else report_reasons(verdict, line.path.name, {code})
    return (Heading(tr("拒收原因與處理方式")), first, *further)


def _list_facts(line: InboxLine) -> tuple[tuple[str, str], ...]:
    rows = [(tr("檔名"), line.path.name)]
    result = line.result
    if result is None:
        return tuple(rows)
    if result.carrier is not None:
        rows.append((tr("種類"), word(result.carrier)))
    elif result.is_about_attachments:
        rows.append((tr("種類"), tr("附件包")))
    if result.agency is not None:
        rows.append((tr("機關"), line.agency_name))
    if result.revision is not None:
        rows.append((tr("版次"), tr("第 {revision} 版", revision=result.revision)))
    if result.control_number is not None:
        rows.append((tr("控制碼"), result.control_number))
    if result.file_sha256:
        rows.append(("SHA-256", result.file_sha256))
    if line.receipt is not None:
        rows.append((tr("回條"), word(line.receipt)))
    return tuple(rows)
