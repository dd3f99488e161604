"""Whatever was handed in or decided is found at once, the newest first, and can be made anew."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import delete, insert, update

from app.models.answers import Place
from app.models.reviews import DecisionKind, Remark
from app.models.rounds import Round
from app.models.search import Hit, TextKind
from app.office.desk import OfficeDesk
from app.office.search.search import MOST, cut_sentence
from app.store.search_index import index_texts
from app.store.tables.search import search_text
from tests.office.scenes import NOON, SUMMARY, chain, make_payload, write_file


def take_in(desk: OfficeDesk, folder: Path, round_: Round, text: str, agency: str = "MOFA") -> None:
    payload = make_payload(round_, agency, changes={SUMMARY: text})
    (result,) = desk.inbox.import_files([write_file(folder, payload)], now=NOON)
    assert result.accepted


def find(desk: OfficeDesk, sought: str) -> tuple[Hit, ...]:
    return desk.search.find(sought).hits


def test_a_narrative_is_found_with_its_place_from_one_character_on(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    take_in(desk, tmp_path, annual, "整體推動順利。辦理鼴鼠保育活動三場，成效良好。其餘如計畫。")
    for sought in ("鼴", "鼴鼠", "鼴鼠保育"):
        (hit,) = find(desk, sought)
        assert (hit.before, hit.found) == ("辦理", sought)
        assert (hit.agency, hit.revision, hit.kind) == ("MOFA", 1, TextKind.NARRATIVE)
        assert hit.place == SUMMARY.path
        assert hit.label
    assert find(desk, "鼴鼠活動") == ()


def test_names_are_found(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    take_in(desk, tmp_path, annual, "整體推動順利，各計畫皆依期程辦理完成。")
    (hit,) = find(desk, "陳承辦")
    assert (hit.kind, hit.place) == (TextKind.NAME, None)


def test_a_decision_and_its_comments_are_found_as_they_are_made(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    take_in(desk, tmp_path, annual, "整體推動順利，各計畫皆依期程辦理完成。")
    remark = Remark(place=SUMMARY.path, text="請補充貔貅的場次。")
    whole = Remark(place=Place("P25", "budget", None, "-").path, text="全節請再核對饕餮。")
    desk.review.decide(
        annual.id, "MOFA", DecisionKind.SEND_BACK, (remark, whole), "李審查", NOON + timedelta(1)
    )
    (hit,) = find(desk, "貔貅")
    assert (hit.kind, hit.place, hit.after) == (TextKind.COMMENT, SUMMARY.path, "的場次。")
    (section,) = find(desk, "饕餮")
    assert section.label
    assert "－" not in section.label
    (decided,) = find(desk, "李審查")
    assert (decided.kind, decided.before) == (TextKind.DECISION, "退回補正：")
    assert desk.facts.compare() == ()


def test_the_newest_come_first(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    for each in chain(annual):
        desk.inbox.import_files([write_file(tmp_path, each)], now=NOON)
    found = [each.revision for each in find(desk, "版之整體摘要")]
    assert found == [3, 2, 1]


def test_more_than_are_shown_are_told(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    take_in(desk, tmp_path, annual, "整體推動順利，各計畫皆依期程辦理完成。")
    with desk.store.writing() as connection:
        rows = [
            {
                "id": 9000 + each,
                "return_id": 1,
                "kind": "name",
                "label": "",
                "at": NOON,
                "text": "鑢",
            }
            for each in range(MOST + 1)
        ]
        connection.execute(insert(search_text), rows)
        index_texts(connection, [(9000 + each, "鑢") for each in range(MOST + 1)])
    result = desk.search.find("鑢")
    assert (len(result.hits), result.has_more) == (MOST, True)


def test_a_lost_or_altered_text_is_named_and_mended(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    for each in chain(annual):
        desk.inbox.import_files([write_file(tmp_path, each)], now=NOON)
    with desk.store.writing() as connection:
        first = search_text.c.id == 1
        connection.execute(delete(search_text).where(first))
        connection.execute(update(search_text).where(search_text.c.id == 2).values(text="改"))
    found = {each.part for each in desk.facts.compare()}
    assert found == {"texts", "index"}
    desk.facts.rebuild()
    assert desk.facts.compare() == ()
    assert [each.revision for each in find(desk, "版之整體摘要")] == [3, 2, 1]


def test_texts_are_numbered_by_their_time_when_made_anew(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    take_in(desk, tmp_path, annual, "整體推動順利，且有麒麟。", "MOL")
    take_in(desk, tmp_path, annual, "整體推動順利，並有麒麟。", "MODA")
    asked = (Remark(place=None, text="麒麟為何？"),)
    desk.review.decide(
        annual.id, "MOL", DecisionKind.SEND_BACK, asked, "李審查", NOON + timedelta(1)
    )
    before = find(desk, "麒麟")
    desk.facts.rebuild()
    assert find(desk, "麒麟") == before
    assert [each.agency for each in before] == ["MOL", "MODA", "MOL"]


def test_the_sentence_ends_where_sentences_end() -> None:
    text = "第一句。本年辦理環境教育三場；另有一場。\n末行"
    assert cut_sentence(text, "教育") == ("本年辦理環境", "教育", "三場；")


def test_a_long_sentence_is_cut_on_both_sides() -> None:
    before, found, after = cut_sentence("前" * 90 + "創新" + "後" * 90, "創新")
    assert (before, found, after) == ("…" + "前" * 40, "創新", "後" * 40 + "…")


def test_what_is_found_is_shown_as_it_was_written() -> None:
    assert cut_sentence("在臺　灣舉辦", "台灣") == ("在", "臺　灣", "舉辦")


def test_a_find_across_lines_is_one_line() -> None:
    assert cut_sentence("社會\n創新", "社會創新") == ("", "社會 創新", "")
