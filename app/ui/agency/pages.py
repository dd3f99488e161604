"""The agency's pages in the order of the rail: id, title, icon, module and class."""

PAGES = (
    ("home", "待辦", "list-todo", "app.ui.agency.home.page", "HomePage"),
    ("fill", "填報", "pencil-line", "app.ui.agency.fill.page", "FillPage"),
    ("check", "檢核", "clipboard-check", "app.ui.agency.check.page", "CheckPage"),
    ("sign", "簽章", "signature", "app.ui.agency.sign.page", "SignPage"),
    ("approval", "核定", "stamp", "app.ui.agency.approval.page", "ApprovalPage"),
    ("history", "紀錄", "history", "app.ui.agency.history.page", "HistoryPage"),
    ("keys", "憑證", "key-round", "app.ui.agency.keys.page", "KeysPage"),
    ("verify", "驗證檔案", "shield-check", "app.ui.verify.page", "VerifyPage"),
    ("settings", "設定", "settings", "app.ui.settings.page", "SettingsPage"),
)
