"""The agency's pages in the order of the rail; the module of each loads when it is first shown."""

from functools import partial

from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shared_pages import build_shared_pages
from app.ui.shell.page import Page, PageEntry
from app.ui.translation import tr


def build_pages(workspace: AgencyWorkspace) -> tuple[PageEntry, ...]:
    """The entries of the navigation rail, the first one being home."""
    return (
        PageEntry("home", tr("待辦"), "list-todo", partial(_build_home, workspace)),
        PageEntry("fill", tr("填報"), "pencil-line", partial(_build_fill, workspace), True),
        PageEntry("check", tr("檢核"), "clipboard-check", partial(_build_check, workspace)),
        PageEntry("sign", tr("簽章"), "signature", partial(_build_sign, workspace)),
        PageEntry("approval", tr("核定"), "stamp", partial(_build_approval, workspace)),
        PageEntry("history", tr("紀錄"), "history", partial(_build_history, workspace)),
        PageEntry("keys", tr("憑證"), "key-round", partial(_build_keys, workspace)),
        *build_shared_pages(workspace),
    )


def _build_home(workspace: AgencyWorkspace) -> Page:
    from app.ui.agency.home.page import HomePage

    return HomePage(workspace)


def _build_fill(workspace: AgencyWorkspace) -> Page:
    from app.ui.agency.fill.page import FillPage

    return FillPage(workspace)


def _build_check(workspace: AgencyWorkspace) -> Page:
    from app.ui.agency.check.page import CheckPage

    return CheckPage(workspace)


def _build_sign(workspace: AgencyWorkspace) -> Page:
    from app.ui.agency.sign.page import SignPage

    return SignPage(workspace)


def _build_approval(workspace: AgencyWorkspace) -> Page:
    from app.ui.agency.approval.page import ApprovalPage

    return ApprovalPage(workspace)


def _build_history(workspace: AgencyWorkspace) -> Page:
    from app.ui.agency.history.page import HistoryPage

    return HistoryPage(workspace)


def _build_keys(workspace: AgencyWorkspace) -> Page:
    from app.ui.agency.keys.page import KeysPage

    return KeysPage(workspace)
