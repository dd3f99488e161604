"""The letter says who, what, since when and until when."""

from app.models.agency_names import AgencyNames
from app.models.day import LateAgency
from app.models.periods import format_roc_date
from app.office.overview.reminders import write_reminder
from app.programme.catalogue_loader import load_catalogue
from tests.support.merged_rounds import build_round


def test_a_letter_names_agency_round_days_and_dates() -> None:
    round_ = build_round()
    late = LateAgency(agency="MOE", days_late=3, addresses=("a@moe.example",))
    letter = write_reminder(round_, AgencyNames(load_catalogue(), round_), late)
    assert letter.addresses == ("a@moe.example",)
    assert letter.subject == f"【催報】「{round_.title}」填報表已逾截止日 3 日"
    assert letter.body.startswith("教育部 承辦人您好：")
    assert f"截止日為 {format_roc_date(round_.due_on)}，" in letter.body
    assert f"請於 {format_roc_date(round_.closes_on)} 前完成" in letter.body
