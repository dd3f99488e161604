"""Says that agencies do not know of a change (registry, dates, form); offers round files."""

from collections.abc import Callable, Sequence

from app.models.periods import format_taiwan_day
from app.ui.office.workspace import OfficeWorkspace
from app.ui.translation import join_sentences, join_words, tr
from app.ui.widgets.notices import NoticeBar

_NAMED = 5


class RoundFileNotice(NoticeBar):
    """One sentence with a button; nothing where every agency knows what is so."""

    def __init__(
        self, workspace: OfficeWorkspace, write: Callable[[Sequence[str]], object]
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._write = write

    def show_state(self) -> None:
        """Say what is so now, for the round in hand while it still takes returns."""
        self.clear()
        round_ = self._workspace.round
        news = self._workspace.file_news()
        if round_ is None or news is None or self._workspace.today() > round_.closes_on:
            return
        codes = {*news.outdated, *news.overtaken, *news.reissued}
        if not codes:
            return
        ordered = sorted(codes, key=self._workspace.agency_order)
        named = join_words(self._workspace.short_name(each) for each in ordered[:_NAMED])
        if len(ordered) > _NAMED:
            named = tr("{named}等 {count} 機關", named=named, count=len(ordered))
        if news.reissued:
            what = tr("填報期已改用新版表單，{named}的填報包還是原來的表單。", named=named)
        elif news.overtaken:
            what = tr("填報期的日期已變更，{named}的填報包還是原來的日期。", named=named)
        else:
            what = tr("{named}的簽章人在填報包產生後有登錄或註銷，機關端尚不知道。", named=named)
        self.show_info(
            join_sentences(what, tr("請重新產生填報包寄給這些機關。")),
            (tr("產生填報包…"), lambda: self._write(ordered)),
        )


def describe_renewal(workspace: OfficeWorkspace) -> str:
    """Until when the registry in the round files of the round in hand serves; "" without any."""
    round_, news = workspace.round, workspace.file_news()
    if round_ is None or news is None or news.next_update is None:
        return ""
    day = format_taiwan_day(news.next_update)
    return tr(
        "「{title}」填報包內的名冊須於 {day} 前更新：重新產生填報包寄給各機關即可。",
        title=round_.title,
        day=day,
    )
