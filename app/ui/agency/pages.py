"""The agency's pages in the order of the rail: id, title, icon, module and class."""

from app.ui.translation import tr

PAGES = (
    ("home", tr("待辦"), "list-todo", "app.ui.agency.home.page", "HomePage"),
    ("fill", tr("填報"), "pencil-line", "app.ui.agency.fill.page", "FillPage"),
    ("check", tr("檢核"), "clipboard-check", "app.ui.agency.check.page", "CheckPage"),
    ("sign", tr("簽章"), "signature", "app.ui.agency.sign.page", "SignPage"),
    ("approval", tr("核定"), "stamp", "app.ui.agency.approval.page", "ApprovalPage"),
    ("history", tr("紀錄"), "history", "app.ui.agency.history.page", "HistoryPage"),
    ("keys", tr("憑證"), "key-round", "app.ui.agency.keys.page", "KeysPage"),
    ("verify", tr("驗證檔案"), "shield-check", "app.ui.verify.page", "VerifyPage"),
    ("settings", tr("設定"), "settings", "app.ui.settings.page", "SettingsPage"),
)
