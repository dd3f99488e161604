"""The layout is pinned: received workbooks are held against it byte for byte.

If a digest here changes, workbooks written before can no longer be verified. Then either undo the
change, or raise LAYOUT_VERSION and keep the older rendering for the older files.
"""

import hashlib

from app.returns.layouts.printed_document import (
    LAYOUT_VERSION,
    Card,
    Chapter,
    Column,
    Cover,
    DocumentSection,
    Entry,
    PrintedValue,
    ReturnDocument,
    SignerLine,
    StampBox,
    Table,
    ValueStyle,
)
from app.returns.layouts.v1.parts import build_parts
from app.returns.layouts.v1.sheets import compose_sheets
from app.returns.workbook.payload_part import build_payload_part


def value(text: str, style: ValueStyle = ValueStyle.TEXT, **more: object) -> PrintedValue:
    return PrintedValue(text=text, style=style, **more)  # type: ignore[arg-type]


LONG = value("第一句話很長。第二句也不短！\n" * 90, ValueStyle.LONG_TEXT)
ENTRIES = (
    Entry(label="姓名", value=value("王小明")),
    Entry(label="金額（元）", value=value("1,234", ValueStyle.FIGURE, figure=1234)),
    Entry(label="大數", value=value("9" * 20, ValueStyle.FIGURE, figure=int("9" * 20))),
    Entry(label="說明", value=value("三行\n文字\n在此", ValueStyle.LONG_TEXT)),
    Entry(label="日期", value=value("114年12月31日", ValueStyle.CODE, is_computed=True)),
    Entry(label="長文", value=LONG),
)
TABLE = Table(
    columns=tuple(
        Column(label=label, width=width, style=ValueStyle.TEXT)
        for label, width in (("代號", 9), ("甲", 30), ("乙", 10), ("丙", 40))
    ),
    rows=((value("K1"), value("a"), value("2", ValueStyle.FIGURE, figure=2), LONG),),
)
DOCUMENT = ReturnDocument(
    running_head="某部　114年度執行成果　第 1 版",
    control_number="0000-0000-0000-0000",
    is_demo=True,
    cover=Cover(
        title="填報表",
        subtitle="方案",
        facts=ENTRIES[:1],
        totals=ENTRIES[1:2],
        signers=(SignerLine(role="填報人", name="王", fingerprint="AB CD"),),
        stamps=(StampBox(label="填表人", name="王"),),
        remarks=("備註。",),
    ),
    chapters=(
        Chapter(
            project_id=None,
            title="機關資料",
            sections=(
                DocumentSection(id="a", title="欄位", entries=ENTRIES),
                DocumentSection(id="b", title="表", table=TABLE),
                DocumentSection(
                    id="c", title="卡", cards=(Card(title="卡 1", key="r1", entries=ENTRIES),)
                ),
                DocumentSection(id="d", title="無", remark="無。"),
            ),
        ),
    ),
    comment_answers=TABLE,
    explained=TABLE,
    control=ENTRIES[:1],
)


PAYLOAD = build_payload_part(b'{"a":"<&>]]>"}', LAYOUT_VERSION)


def test_the_layout_is_that_of_its_version() -> None:
    parts = build_parts(compose_sheets(DOCUMENT), PAYLOAD)
    digest = hashlib.sha256(b"".join(parts.values())).hexdigest()
    assert (LAYOUT_VERSION, digest[:16]) == (1, "3b09e9d84da57887")


def test_the_same_document_is_always_composed_alike() -> None:
    again = build_parts(compose_sheets(DOCUMENT), PAYLOAD)
    assert build_parts(compose_sheets(DOCUMENT), PAYLOAD) == again
