"""控制資料: the payload without its data as rows of key and value.

Explained findings and answers to comments are left out here too: each has a sheet of its own.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from app.models.returns import Payload
from app.returns.layouts.printed_document import Entry, PrintedValue, ValueStyle
from app.returns.layouts.v1.printed_values import NONE_MARK

_PLAIN = {
    "schema": "資料格式",
    "schema_version": "格式版次",
    "app_version": "程式版本",
    "layout_version": "版面版次",
    "typeface_set": "字型版次",
    "programme_version": "方案版次",
    "programme_name": "方案名稱",
    "round_id": "填報期代碼",
    "round_nonce": "填報期識別碼",
    "round_title": "填報期名稱",
    "agency": "機關代碼",
    "agency_name": "機關名稱",
    "form_id": "表單代碼",
    "form_version": "表單版次",
    "form_sha256": "表單摘要",
    "revision": "修訂次",
    "supersedes_sha256": "取代之資料摘要",
    "created_at": "資料時間",
    "is_demo": "是否示範資料",
    "row_count": "填列欄位數",
    "content_sha256": "內容摘要",
}
_TOTAL = {"field": "欄位", "label": "名稱", "value": "數值"}
_SIGNER = {
    "role": "身分",
    "person_id": "人員代碼",
    "person_name": "姓名",
    "certificate_sha256": "憑證摘要",
}
_ATTACHMENT = {
    "name": "檔名",
    "media_type": "類型",
    "size_bytes": "位元組數",
    "sha256": "摘要",
}


def build_control_rows(
    payload: Payload, payload_sha256: str, name_place: Callable[[str], str]
) -> tuple[Entry, ...]:
    """The rows of 控制資料, ending with the digest of the whole payload.

    `name_place` says in words which place a path is of.
    """
    rows = [_row(zh, key, getattr(payload, key)) for key, zh in _PLAIN.items()]
    for number, total in enumerate(payload.control_totals, start=1):
        rows += [
            _row(f"控制總計{number}{zh}", f"control_totals.{number}.{key}", getattr(total, key))
            for key, zh in _TOTAL.items()
        ]
    for number, signer in enumerate(payload.signers, start=1):
        rows += [
            _row(f"簽署人{number}{zh}", f"signers.{number}.{key}", getattr(signer, key))
            for key, zh in _SIGNER.items()
        ]
    for number, file in enumerate(payload.attachments, start=1):
        rows += [
            _row(f"附件{number}{zh}", f"attachments.{number}.{key}", getattr(file, key))
            for key, zh in _ATTACHMENT.items()
        ]
    rows += [
        _row(f"計畫名稱 {project_id}", f"project_names.{project_id}", name)
        for project_id, name in sorted(payload.project_names.items())
    ]
    rows += [
        _row(f"填報單位 {name_place(path)}", "filled_by", unit)
        for path, unit in sorted(payload.filled_by.items())
    ]
    rows.append(_row("報送資料摘要", "payload_sha256", payload_sha256))
    return tuple(rows)


def _row(label: str, key: str, value: str | int | datetime | None) -> Entry:
    if value is None:
        text = NONE_MARK
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, datetime):
        text = value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    else:
        text = str(value)
    printed = PrintedValue(text=text, style=ValueStyle.LONG_TEXT)
    return Entry(label=label, value=printed, key=key)
