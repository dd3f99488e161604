"""Pages of both roles, last in the rail; each module is imported when its page is shown."""

from functools import partial

from app.ui.shell.page import Page, PageEntry
from app.ui.shell.workspace import Workspace
from app.ui.translation import tr


def build_shared_pages(workspace: Workspace) -> tuple[PageEntry, ...]:
    """Build the entries of 驗證檔案 and 設定."""
    return (
        PageEntry("verify", tr("驗證檔案"), "shield-check", partial(_build_verify, workspace)),
        PageEntry("settings", tr("設定"), "settings", partial(_build_settings, workspace)),
    )


def _build_verify(workspace: Workspace) -> Page:
    from app.ui.verify.page import VerifyPage

    return VerifyPage(workspace)


def _build_settings(workspace: Workspace) -> Page:
    from app.ui.settings.page import SettingsPage

    return SettingsPage(workspace)
