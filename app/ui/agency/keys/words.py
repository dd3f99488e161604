"""Words, icons and tones for the state of a key, and what to do next."""

from datetime import datetime

from app.models.periods import format_taiwan_day
from app.trust.keys.my_keys import KeyMedium, KeyState, MyKey, NextStep
from app.ui.messages import word
from app.ui.translation import join_sentences, tr
from app.ui.widgets.theme import Tone

STATE_MARKS = {
    KeyState.USABLE: ("shield-check", Tone.OK),
    KeyState.EXPIRING: ("hourglass", Tone.WARNING),
    KeyState.EXPIRED: ("hourglass", Tone.ERROR),
    KeyState.REVOKED: ("ban", Tone.ERROR),
    KeyState.REQUESTED: ("circle-dot", Tone.ACCENT),
    KeyState.NOT_REGISTERED: ("circle-dashed", Tone.WARNING),
    KeyState.NOT_YET_VALID: ("hourglass", Tone.MUTED),
    KeyState.UNFIT: ("circle-alert", Tone.ERROR),
    KeyState.LOCKED: ("key-round", Tone.MUTED),
    KeyState.MISSING: ("circle-alert", Tone.ERROR),
}

_NEXT_STEPS = {
    NextStep.REQUEST: tr("匯出登錄申請，寄給彙整機關；登錄前送出的填報表會被拒收。"),
    NextStep.WAIT: tr("等候彙整機關來電核對指紋，再到「待辦」頁匯入新的填報包。"),
    NextStep.RENEW: tr("按「展期…」產生展期申請，寄給彙整機關。"),
    NextStep.REPLACE: tr("建立新的金鑰，或按「換發…」產生換發申請，寄給彙整機關。"),
    NextStep.OPEN: tr("重新指定金鑰檔並輸入通行碼，就能讀出憑證。"),
}


def role_name(key: MyKey) -> str:
    """填報人, 核定人, or a dash where nobody registered it."""
    return word(key.role) if key.role is not None else "—"


def owner_words(key: MyKey) -> str:
    """Name and number as one text."""
    if not key.person_name:
        return key.path.name if key.path is not None else "—"
    return (
        tr("{person_name}（{person_id}）", person_name=key.person_name, person_id=key.person_id)
        if key.person_id
        else key.person_name
    )


def days_words(key: MyKey, now: datetime) -> str:
    """尚有 n 天, or that it is over."""
    days = key.days_left(now)
    if days is None or key.state is KeyState.REVOKED:
        return "—"
    return tr("已到期") if days <= 0 else tr("尚有 {days} 天", days=days)


def until_words(key: MyKey, now: datetime) -> str:
    """115年6月1日（尚有 n 天）."""
    if key.valid_until is None:
        return "—"
    return tr("{day}（{left}）", day=_day(key.valid_until), left=days_words(key, now))


def state_sentence(key: MyKey, now: datetime) -> str:
    """The state with its date and reason."""
    entry, request = key.entry, key.request
    if key.state is KeyState.REVOKED and entry is not None and entry.revoked_at is not None:
        reason = entry.revocation_reason or tr("未註明")
        return tr("已於 {day} 註銷，理由：{reason}", day=_day(entry.revoked_at), reason=reason)
    if key.state is KeyState.REQUESTED and request is not None:
        return tr(
            "{purpose}申請已於 {day} 匯出，尚未列入名冊。",
            purpose=word(request.purpose),
            day=_day(request.exported_at),
        )
    if key.state is KeyState.MISSING:
        return tr("找不到金鑰檔「{path}」，可能已移動或未接上隨身碟。", path=key.path)
    if key.state is KeyState.LOCKED:
        return tr("金鑰檔旁沒有憑證檔，須以通行碼開啟一次才知道是誰的憑證。")
    if key.state is KeyState.UNFIT:
        return tr("這張憑證不是簽章用途，或金鑰種類、長度不適用，不能用來簽章。")
    state = word(key.state)
    if entry is not None:
        state = tr("{state}，已列入憑證名冊", state=state)
    elif key.state is not KeyState.NOT_REGISTERED:
        state = tr("{state}，尚未列入憑證名冊", state=state)
    return tr("{state}；有效至 {until}。", state=state, until=until_words(key, now))


def next_step_sentence(key: MyKey) -> str:
    """What to do next; empty where nothing is to be done."""
    if key.next_step is NextStep.WAIT and key.entry is not None and key.request is not None:
        asked = tr(
            "{purpose}申請已於 {day} 匯出。",
            purpose=word(key.request.purpose),
            day=_day(key.request.exported_at),
        )
        return join_sentences(asked, _NEXT_STEPS[NextStep.WAIT])
    if key.next_step is NextStep.NONE:
        if key.state is KeyState.EXPIRED and key.entry is None:
            return tr("請建立新的金鑰。")
        if key.state in (KeyState.EXPIRING, KeyState.EXPIRED, KeyState.REVOKED) and key.is_mine:
            return tr("已有另一張可用的憑證，不必處理。")
    return _NEXT_STEPS.get(key.next_step, "")


def place_words(key: MyKey) -> str:
    """Where the private key is."""
    if key.path is not None:
        return str(key.path)
    if key.medium is KeyMedium.CARD:
        return tr("憑證 IC 卡「{label}」", label=key.label)
    return tr("私密金鑰不在這台電腦；若在卡片上，按「使用憑證 IC 卡…」讀取一次。")


def _day(moment: datetime) -> str:
    return format_taiwan_day(moment)
