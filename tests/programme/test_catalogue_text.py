"""The listing for the terminal."""

import pytest

from app.models.programme import Programme
from app.programme.catalogue_text import format_catalogue_text, format_target


def test_the_listing_names_every_agency_project_indicator_and_target(
    programme: Programme,
) -> None:
    lines = format_catalogue_text(programme).splitlines()
    text = "\n".join(lines)
    assert all(f"{each.code} {each.plan_name}" in text for each in programme.agencies)
    assert all(f"{each.id} {each.name}" in text for each in programme.projects)
    assert all(f"{each.label} {each.summary}" in text for each in programme.indicators)
    firsts = [line.split()[0] for line in lines if line.split()]
    assert all(firsts.count(each.id) == 1 for each in programme.all_targets())


def test_the_listing_ends_with_the_reconciliation(programme: Programme) -> None:
    text = format_catalogue_text(programme)
    assert "附件 11,177,750,000　本文 11,130,000,000（111.3 億元）　差額 +47,750,000" in text
    assert "  ---　—（37 格）" in text


def test_a_renamed_agency_shows_its_new_name(programme: Programme) -> None:
    assert "MOENV 環境保護署（更名為環境部）" in format_catalogue_text(programme)


@pytest.mark.parametrize(
    ("target_id", "phrase"),
    [
        ("I01-1", "參與師生人數：至少 6,000 名（每年）"),
        ("I16-1", "社團研習參與人次：500–600 人次（每年）"),
        ("I17-1", "幹部訓練參與人次：約 500 人次（每年）"),
        ("I22-2", "每組團隊創業金：最高 100 萬元（每年）"),
        ("I31-1", "綠色旅遊目的地認證：至少 5 處（累計，起始 2）"),
        ("P04-2", "系統服務可靠度：至少 99 %（113 年 6 月 30 日前）"),
        ("P16-1", "以大帶小碳管理示範團隊：至少 10 個（112 年）"),
        ("P18-1", "青年投入社區公共事務：至少 10 位（每 2 年）"),
        ("P22-2", "講習參與人次：約 30 人次（每場次）"),
        ("P26-2", "取得綠色旅行標章認證的業者：至少 12 家（全程）"),
        ("P10-1", "培訓民間團體：40 個（未載明期間）"),
    ],
)
def test_a_target_reads_as_a_phrase(programme: Programme, target_id: str, phrase: str) -> None:
    by_id = {each.id: each for each in programme.all_targets()}
    assert format_target(by_id[target_id]) == phrase
