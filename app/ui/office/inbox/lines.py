"""One line a file on the inbox page: waiting, being verified, taken in, or refused."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from app.models.received import ImportResult
from app.models.signatures import Carrier
from app.office.importing.ledger import ALREADY_IMPORTED, ATTACHMENTS_KNOWN, VERIFIED
from app.office.receipts.states import ReceiptState
from app.ui.messages import format_message, word
from app.ui.translation import tr
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.theme import Tone


class LineState(StrEnum):
    """How far a file is."""

    WAITING = "waiting"
    AT_WORK = "at_work"
    EXAMINED = "examined"
    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"
    STOPPED = "stopped"


STATE_LOOKS = {
    LineState.WAITING: ("circle-dashed", Tone.MUTED),
    LineState.AT_WORK: ("refresh-cw", Tone.MUTED),
    LineState.EXAMINED: ("hourglass", Tone.MUTED),
    LineState.TAKEN: ("circle-check", Tone.OK),
    LineState.KNOWN: ("info", Tone.ACCENT),
    LineState.REFUSED: ("shield-x", Tone.ERROR),
    LineState.STOPPED: ("ban", Tone.MUTED),
}
"""Icon and tone of each state."""
_RECEIPTS = {
    None: ("", Tone.MUTED),
    ReceiptState.GIVEN: (tr("已產生"), Tone.OK),
    ReceiptState.DUE: (tr("未產生"), Tone.WARNING),
    ReceiptState.IMPOSSIBLE: (tr("無法開立"), Tone.MUTED),
}


@dataclass(frozen=True)
class InboxLine:
    """One file of this sitting; `result` once its outcome is known."""

    number: int
    path: Path
    state: LineState = LineState.WAITING
    result: ImportResult | None = None
    agency_name: str = ""
    receipt: ReceiptState | None = None
    """Whether it has been answered; None until it is settled."""
    completes_pair: bool = False
    """The other file of the pair came first; this one brings the same return."""

    def settled(self, result: ImportResult, agency_name: str) -> "InboxLine":
        """The line with its outcome, or with what is known of a file not taken in yet."""
        return replace(self, state=state_of(result), result=result, agency_name=agency_name)

    @property
    def sentence(self) -> str:
        """The line's second half: who, which revision, control number; or why it was refused."""
        if self.result is None:
            return ""
        if self.state is LineState.REFUSED or self.result.is_about_attachments:
            return format_message(self.result.code, self.result.params)
        words = [self.agency_name, f"r{self.result.revision}"]
        if self.state is LineState.EXAMINED:
            words.append(tr("等待寫入"))
        if self.completes_pair:
            words.append(tr("與同版另一檔案成對"))
        elif self.state is LineState.KNOWN:
            words.append(tr("內容與先前所收相同"))
        if self.result.control_number:
            words.append(tr("控制碼 {control_number}", control_number=self.result.control_number))
        return "　".join(words)


def mark_pairs(lines: Sequence[InboxLine]) -> tuple[InboxLine, ...]:
    """A file that brings the same return as a workbook or PDF just taken in completes its pair."""
    taken = {
        (each.result.control_number, each.result.carrier)
        for each in lines
        if each.result is not None and each.state is LineState.TAKEN
    }
    return tuple(
        replace(each, state=LineState.TAKEN, completes_pair=True)
        if each.state is LineState.KNOWN
        and each.result is not None
        and each.result.carrier is not None
        and any(
            (each.result.control_number, other) in taken
            for other in Carrier
            if other is not each.result.carrier
        )
        and (each.result.control_number, each.result.carrier) not in taken
        else each
        for each in lines
    )


def state_of(result: ImportResult) -> LineState:
    """The state a result means."""
    if not result.accepted:
        return LineState.REFUSED
    if result.code == VERIFIED:
        return LineState.EXAMINED
    known = (ALREADY_IMPORTED, ATTACHMENTS_KNOWN)
    return LineState.KNOWN if result.code in known else LineState.TAKEN


def inbox_columns() -> tuple[RecordColumn, ...]:
    """State, file, and what became of it."""
    return (
        RecordColumn(
            "state", tr("結果"), lambda each: word(each.state),
            lambda each: (list(LineState).index(each.state), each.number), width=11,
            tone=lambda each: STATE_LOOKS[each.state][1],
            icon_name=lambda each: STATE_LOOKS[each.state][0],
        ),
        RecordColumn(
            "file", tr("檔案"), lambda each: each.path.name, width=24,
            tip=lambda each: str(each.path),
        ),
        RecordColumn(
            "receipt", tr("回條"), lambda each: _RECEIPTS[each.receipt][0],
            tone=lambda each: _RECEIPTS[each.receipt][1], width=9,
        ),
        RecordColumn("sentence", tr("說明"), lambda each: each.sentence, width=36),
    )  # fmt: skip
