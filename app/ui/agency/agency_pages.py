"""The agency's pages in the order of the rail: id, title, icon, module and class."""

PAGES = (
    ("home", "待辦", "list-todo", "app.ui.agency.home_page", "HomePage"),
    ("fill", "填報", "pencil-line", "app.ui.agency.fill_page", "FillPage"),
    ("check", "檢核", "clipboard-check", "app.ui.agency.check_page", "CheckPage"),
    ("sign", "簽章", "signature", "app.ui.agency.sign_page", "SignPage"),
    ("approval", "核定", "stamp", "app.ui.agency.approval_page", "ApprovalPage"),
    ("history", "紀錄", "history", "app.ui.agency.history_page", "HistoryPage"),
    ("keys", "憑證", "key-round", "app.ui.agency.keys_page", "KeysPage"),
    ("verify", "驗證檔案", "shield-check", "app.ui.verify_page", "VerifyPage"),
    ("settings", "設定", "settings", "app.ui.settings_page", "SettingsPage"),
)
