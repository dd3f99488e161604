"""催報: the letter to an agency whose return is late."""

from app.models.agency_names import AgencyNames
from app.models.day import LateAgency, Reminder
from app.models.periods import format_roc_date
from app.models.rounds import Round

_SUBJECT = "【催報】「{title}」填報表已逾截止日 {days} 日"
_BODY = """\
{agency} 承辦人您好：

「{title}」的填報表截止日為 {due_on}，至今尚未收到貴機關的填報表，已逾 {days} 日。

請於 {closes_on} 前完成填報、簽章，並將匯出的 Excel 與 PDF 檔寄回本機關；{closes_on} 之後不再收件。
如已寄出，請再寄一次，重複寄送不會重複計入。填報包遺失或無法開啟時，請回信索取。
"""


def write_reminder(round_: Round, names: AgencyNames, late: LateAgency) -> Reminder:
    """Write the letter to an agency; it says the days in Taiwan's calendar."""
    said = {
        "title": round_.title,
        "days": late.days_late,
        "agency": names.full(late.agency),
        "due_on": format_roc_date(round_.due_on),
        "closes_on": format_roc_date(round_.closes_on),
    }
    return Reminder(
        addresses=late.addresses, subject=_SUBJECT.format(**said), body=_BODY.format(**said)
    )
