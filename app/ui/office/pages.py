"""The office's pages in the order of the rail; the module of each loads when it is first shown."""

from functools import partial

from app.ui.office.workspace import OfficeWorkspace
from app.ui.shared_pages import build_shared_pages
from app.ui.shell.page import Page, PageEntry
from app.ui.translation import tr


def build_pages(workspace: OfficeWorkspace) -> tuple[PageEntry, ...]:
    """The entries of the navigation rail, the first one being home."""
    return (
        PageEntry("overview", tr("總覽"), "layout-dashboard", partial(_build_overview, workspace)),
        PageEntry("inbox", tr("收件"), "inbox", partial(_build_inbox, workspace)),
        PageEntry("review", tr("審查"), "stamp", partial(_build_review, workspace)),
        PageEntry("report", tr("報告"), "file-text", partial(_build_report, workspace)),
        PageEntry("search", tr("搜尋"), "search", partial(_build_search, workspace)),
        PageEntry("programme", tr("方案"), "book-open", partial(_build_programme, workspace)),
        PageEntry("registry", tr("名冊"), "id-card", partial(_build_registry, workspace)),
        PageEntry("records", tr("紀錄"), "history", partial(_build_records, workspace)),
        *build_shared_pages(workspace),
    )


def _build_overview(workspace: OfficeWorkspace) -> Page:
    from app.ui.office.overview.page import OverviewPage

    return OverviewPage(workspace)


def _build_inbox(workspace: OfficeWorkspace) -> Page:
    from app.ui.office.inbox.page import InboxPage

    return InboxPage(workspace)


def _build_review(workspace: OfficeWorkspace) -> Page:
    from app.ui.office.review.page import ReviewPage

    return ReviewPage(workspace)


def _build_report(workspace: OfficeWorkspace) -> Page:
    from app.ui.office.report.page import ReportPage

    return ReportPage(workspace)


def _build_search(workspace: OfficeWorkspace) -> Page:
    from app.ui.office.search.page import SearchPage

    return SearchPage(workspace)


def _build_programme(workspace: OfficeWorkspace) -> Page:
    from app.ui.office.programme.page import ProgrammePage

    return ProgrammePage(workspace)


def _build_registry(workspace: OfficeWorkspace) -> Page:
    from app.ui.office.registry.page import RegistryPage

    return RegistryPage(workspace)


def _build_records(workspace: OfficeWorkspace) -> Page:
    from app.ui.office.records.page import RecordsPage

    return RecordsPage(workspace)
