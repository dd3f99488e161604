"""Re-issuing a round on another version of its form: who may, what is kept, who is to be told."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from app.errors import AppError
from app.forms.form_loader import load_form
from app.forms.meaning import form_sha256
from app.models.forms import FormSpec
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from app.trust.papers.round_file import read_round_file
from tests.office.scenes import refusal_of

FORM = load_form("annual-results")
NEXT = replace(FORM, version=FORM.version + 1, title="執行成果填報表（修正版）")


def test_the_round_asks_by_the_new_form_and_the_log_says_why(
    desk: OfficeDesk, annual: Round
) -> None:
    desk.name_officer("王督導")
    after = desk.rounds.reissue(annual.id, NEXT, reason=" 會議決議 ")
    assert desk.rounds.get(annual.id) == after
    assert (after.form_version, after.form_sha256) == (NEXT.version, form_sha256(NEXT))
    assert (after.nonce, after.due_on, after.form_id) == (
        annual.nonce,
        annual.due_on,
        annual.form_id,
    )
    assert desk.rounds.form_of(annual.id) == NEXT
    last = desk.records.audit_entries(annual.id)[-1]
    assert (last.actor, last.action) == ("王督導", "form_changed")
    assert last.detail == {"form_version": "1 → 2", "reason": "會議決議"}


def test_it_may_be_issued_back(desk: OfficeDesk, annual: Round) -> None:
    desk.rounds.reissue(annual.id, NEXT, reason="改版")
    assert desk.rounds.reissue(annual.id, FORM, reason="撤回改版") == annual


@pytest.mark.parametrize(
    ("form", "reason", "code"),
    [
        (replace(NEXT, id="site-visits"), "改版", "ROUND_FORM_OTHER"),
        (FORM, "改版", "ROUND_FORM_SAME"),
        (replace(NEXT, version=FORM.version), "改版", "ROUND_FORM_VERSION"),
        (NEXT, " ", "ROUND_REASON_MISSING"),
    ],
)
def test_what_is_refused_changes_nothing(
    desk: OfficeDesk, annual: Round, form: FormSpec, reason: str, code: str
) -> None:
    before = desk.records.audit_entries()
    with pytest.raises(AppError) as caught:
        desk.rounds.reissue(annual.id, form, reason=reason)
    assert refusal_of(caught.value) == code
    assert (desk.rounds.get(annual.id), desk.records.audit_entries()) == (annual, before)


def test_agencies_are_to_be_told_until_they_have_the_new_form(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    desk.round_files.write(annual.id, tmp_path, ["MOE", "MOL"])
    desk.rounds.reissue(annual.id, NEXT, reason="改版")
    news = desk.rounds.file_news(annual.id)
    assert set(news.reissued) == {"MOE", "MOL"}
    assert news.is_stale("MOE")
    written = desk.round_files.write(annual.id, tmp_path, ["MOE"])
    assert desk.rounds.file_news(annual.id).reissued == ("MOL",)
    assert read_round_file(written["MOE"])[0].form == NEXT
