"""The office's key in the window: made when first needed, unlocked once a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import AppError
from app.ui.translation import tr
from app.ui.widgets import dialogs

if TYPE_CHECKING:
    from app.ui.office.page_frame import OfficePage

_MAKE_WORDS = tr(
    "彙整機關簽發填報包、憑證與收件回條時，使用自己的簽章金鑰。"
    "請設定金鑰的通行碼；金鑰檔會存在資料檔旁，通行碼不會存檔，每次開啟程式時輸入一次。"
)


def ensure_office_key(page: OfficePage) -> bool:
    """Make or unlock the office's key if need be; False where the user left or it failed.

    One try a click: a wrong passphrase is said in the page, and nothing is tried again by itself.
    """
    desk = page.workspace.desk
    if desk.keys.is_unlocked:
        return True
    try:
        if desk.keys.certificate() is None:
            passphrase = dialogs.ask_new_passphrase(page, tr("建立金鑰"), _MAKE_WORDS)
            if passphrase is None:
                return False
            desk.keys.make(passphrase)
            page.workspace.note_change()
            return True
        passphrase = dialogs.ask_passphrase(
            page, tr("解鎖彙整機關金鑰"), tr("請輸入彙整機關金鑰的通行碼：")
        )
        if passphrase is None:
            return False
        desk.keys.unlock(passphrase)
    except AppError as error:
        page.notices.show_error(error)
        return False
    return True
