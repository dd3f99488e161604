"""The printable document: what an officer looks for is there, in order."""

from datetime import date, timedelta
from enum import Enum

import msgspec
import pytest

from app import messages
from app.forms.form_loader import load_form
from app.models.answers import Answers
from app.models.programme import AgencyName, Programme
from app.models.signatures import SignerRole
from app.returns.document.payload_building import build_heading
from app.returns.layouts.printed_document import DocumentSection, ReturnDocument
from app.returns.layouts.v1.builder import build_document
from app.returns.layouts.v1.printed_values import field_label
from app.returns.layouts.v1.sections import NOT_BEHIND
from app.returns.pdf.writer import write_pdf
from app.returns.workbook.writer import write_workbook
from app.trust.certificates.certificate import fingerprint
from tests.returns.sample import answers, blank, key, programme, sample
from tests.returns.workbook.packages import BOTH

MADE = sample(BOTH)
DOCUMENT = MADE.document


def facts(document: ReturnDocument = DOCUMENT) -> dict[str, str]:
    cover = document.cover
    return {each.label: each.value.text for each in (*cover.facts, *cover.totals)}


def section(
    project_id: str, section_id: str, document: ReturnDocument = DOCUMENT
) -> DocumentSection:
    chapter = next(each for each in document.chapters if each.project_id == project_id)
    return next(each for each in chapter.sections if each.id == section_id)


def test_the_cover_says_who_what_and_when() -> None:
    found = facts()
    assert found["填報機關"] == "教育部"
    assert found["填報期"] == "114年度執行成果"
    assert found["報送版次"] == "第 1 版"
    assert found["取代之控制碼"] == "—"
    assert found["資料時間"] == "115年1月18日 12:05"  # Taipei, eight hours ahead of UTC
    assert found["控制碼"] == MADE.payload.control_number()
    assert found["計畫數"] == "2 項"
    assert found["可支用預算數合計（元）"] == "24,691,357,802"


def test_the_signers_stand_with_the_fingerprints_one_can_compare() -> None:
    lines = [(each.role, each.fingerprint) for each in DOCUMENT.cover.signers]
    assert lines == [
        ("填報人", fingerprint(key("preparer").certificate)),
        ("核定人", fingerprint(key("approver").certificate)),
    ]
    assert [each.label for each in DOCUMENT.cover.stamps] == ["填表人", "單位主管", "機關首長"]


def test_chapters_stand_in_the_order_of_the_appendix() -> None:
    assert [each.project_id for each in DOCUMENT.chapters] == [None, "P06", "P07"]
    assert [each.id for each in DOCUMENT.chapters[1].sections] == [
        each.id for each in load_form("annual-results").sections if each.scope == "project"
    ]


def test_a_revision_names_what_it_takes_the_place_of() -> None:
    payload = msgspec.structs.replace(
        MADE.payload, revision=2, supersedes_sha256=MADE.payload.sha256()
    )
    document = build_document(payload, MADE.blank)
    assert facts(document)["取代之控制碼"] == MADE.payload.control_number()
    assert document.running_head.endswith("第 2 版")
    assert document.control_number != MADE.document.control_number


def test_an_agency_renamed_since_bears_both_names() -> None:
    plan = programme()
    moe = plan.agency("MOE")
    names = (
        AgencyName(name="教育部", valid_to=date(2025, 12, 31)),
        AgencyName(name="教育及青年部", valid_from=date(2026, 1, 1)),
    )
    renamed = msgspec.structs.replace(moe, names=names)
    changed: Programme = msgspec.structs.replace(
        plan, agencies=tuple(renamed if each.code == "MOE" else each for each in plan.agencies)
    )
    heading = build_heading(MADE.blank, changed, MADE.round)
    assert heading.agency_name == "教育及青年部（原教育部）"
    payload = msgspec.structs.replace(MADE.payload, agency_name=heading.agency_name)
    document = build_document(payload, MADE.blank)
    assert facts(document)["填報機關"] == "教育及青年部（原教育部）"
    assert document.running_head.startswith("教育及青年部（原教育部）　")


def test_a_return_says_the_same_name_after_its_deadline_was_moved_beyond_a_renaming() -> None:
    plan = programme()
    names = (
        AgencyName(name="教育部", valid_to=MADE.round.due_on),
        AgencyName(name="教育及青年部", valid_from=MADE.round.due_on + timedelta(days=1)),
    )
    renamed = msgspec.structs.replace(plan.agency("MOE"), names=names)
    changed = msgspec.structs.replace(
        plan, agencies=tuple(renamed if each.code == "MOE" else each for each in plan.agencies)
    )
    extended = msgspec.structs.replace(
        MADE.round, due_on=MADE.round.closes_on, closes_on=MADE.round.closes_on + timedelta(days=9)
    )
    before, after = (build_heading(MADE.blank, changed, each) for each in (MADE.round, extended))
    assert before.agency_name == "教育部"
    assert after == before


def test_a_project_that_is_not_behind_says_so_instead_of_empty_boxes() -> None:
    made = sample(the_answers=answers(blank(), behind=False))
    delay = section("P06", "delay", made.document)
    assert (delay.remark, delay.entries) == (NOT_BEHIND, ())
    assert section("P06", "delay").entries


def test_rows_without_an_entry_are_not_printed_as_an_empty_table() -> None:
    made = sample(the_answers=Answers())
    assert section("P06", "highlights", made.document).remark == "無。"
    assert section("P06", "indicators", made.document).table is not None


def test_rows_stand_in_the_officers_order_with_their_keys() -> None:
    cards = section("P06", "highlights").cards
    assert [(each.title, each.key) for each in cards] == [
        ("亮點案例 1", "r2"),
        ("亮點案例 2", "r1"),
    ]


def test_every_entered_value_is_printed_at_its_place() -> None:
    printed = {
        value.place
        for chapter in DOCUMENT.chapters
        for each in chapter.sections
        for value in (
            *(entry.value for entry in each.entries),
            *(entry.value for card in each.cards for entry in card.entries),
            *(value for row in (each.table.rows if each.table else ()) for value in row),
        )
        if value.text
    }
    entered = {path for path in MADE.payload.data if not path.endswith("#rows")}
    assert entered <= printed


def test_the_explained_finding_says_where_in_words() -> None:
    (row,) = DOCUMENT.explained.rows
    texts = [each.text for each in row]
    assert texts[0] == "F201"
    assert texts[1] == "P06／預算執行／可支用預算數"
    assert texts[3].startswith("追加預算")


def test_the_control_data_ends_with_the_digest_of_the_payload() -> None:
    rows = {each.key: each.value.text for each in DOCUMENT.control}
    assert rows["payload_sha256"] == MADE.payload.sha256()
    assert rows["signers.2.role"] == SignerRole.APPROVER.value
    assert rows["attachments.1.name"] == "活動照片；1.jpg"
    assert rows["attachments.1.media_type"] == "image/png"
    assert rows["supersedes_sha256"] == "—"
    assert rows["created_at"] == "2026-01-18T04:05:06Z"


@pytest.mark.parametrize("spec", load_form("annual-results").sections, ids=lambda each: each.id)
def test_labels_tell_the_fields_of_a_section_apart(spec: object) -> None:
    fields = spec.fields  # type: ignore[attr-defined]
    labels = [field_label(each) for each in fields]
    assert len(set(labels)) == len(labels)


def test_labels_tell_the_choices_of_a_list_apart() -> None:
    for each in blank().form.choice_lists:
        labels = [choice.label for choice in each.choices]
        assert len(set(labels)) == len(labels), each.id
        assert not [label for label in labels if "；" in label], each.id


def test_a_change_of_the_windows_words_changes_nothing_in_a_signed_paper(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(kind: type[Enum]) -> dict[Enum, dict[str, str]]:
        raise AssertionError(f"a word of {kind.__name__} is printed")

    monkeypatch.setattr(messages, "_load_words_of", refuse)
    made = sample(BOTH)
    assert made.document == DOCUMENT
    assert write_workbook(made.payload, made.document)
    assert write_pdf(made.payload, made.document)
