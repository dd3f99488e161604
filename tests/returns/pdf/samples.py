"""A small printable return with everything that is hard on paper; always the same bytes."""

import hashlib
from datetime import UTC, datetime

from app.models.returns import ControlTotal, Payload, canonical_bytes
from app.models.signatures import Signer, SignerRole
from app.returns.layouts.printed_document import (
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
from app.trust.certificates.fingerprints import format_fingerprint

MADE_AT = datetime(2025, 12, 20, 1, 2, 3, tzinfo=UTC)
RARE = "𠮷村、㲿溪與𨡸製"
NARRATIVE = (
    "本計畫結合大學與在地組織（含「地方創生育成村」）推動社會實踐，114年11月23日止累計輔導 "
    f"1,234 個團隊、投入 5,617.60萬元，帶動{RARE}等據點；立案單位成長 38.5%，"
    "詳見 Social Innovation Platform 之年度公告。"
)


def make_payload(*, is_demo: bool = True, narrative: str = NARRATIVE) -> Payload:
    """A payload two people are to sign."""
    data: dict[str, str | int | bool | tuple[str, ...] | None] = {
        "-/officers/-/preparer_name": "王小明",
        "P07/budget/-/available": 50_000_000,
        "P07/results/-/narrative": narrative,
    }
    return Payload(
        app_version="0.1.0",
        layout_version=1,
        typeface_set="none",
        programme_version=1,
        programme_name="社會創新行動方案",
        project_names={"P07": "推動大學社會責任實踐計畫"},
        round_title="114年度執行成果",
        agency_name="教育部",
        round_id="114-annual",
        round_nonce="ab" * 32,
        agency="MOE",
        form_id="annual-results",
        form_version=1,
        form_sha256="0" * 64,
        revision=1,
        supersedes_sha256=None,
        created_at=MADE_AT,
        is_demo=is_demo,
        signers=(
            _signer(SignerRole.PREPARER, "王小明", "1"),
            _signer(SignerRole.APPROVER, "李大同", "2"),
        ),
        explained=(),
        attachments=(),
        control_totals=(
            ControlTotal(
                field="budget/available", label="可支用預算數合計（元）", value=50_000_000
            ),
        ),
        row_count=len(data),
        content_sha256=hashlib.sha256(canonical_bytes(data)).hexdigest(),
        data=data,
    )


def _signer(role: SignerRole, name: str, digit: str) -> Signer:
    return Signer(role=role, person_id=f"A{digit}", person_name=name, certificate_sha256=digit * 64)


def make_document(payload: Payload, *, repeats: int = 1) -> ReturnDocument:
    """Its printable form; `repeats` lengthens the narratives."""
    cover = Cover(
        title="社會創新行動方案 2.0",
        subtitle="114 年度執行成果填報表",
        facts=(_entry("填報機關", "教育部"), _entry("填報期", "114 年度成果"), _entry("版次", "1")),
        totals=(_entry("可支用預算（元）", "50,000,000", ValueStyle.FIGURE),),
        signers=tuple(
            SignerLine(
                role="填報人" if each.role is SignerRole.PREPARER else "核定人",
                name=each.person_name,
                fingerprint=format_fingerprint(each.certificate_sha256),
            )
            for each in payload.signers
        ),
        stamps=tuple(
            StampBox(label=label, name=name)
            for label, name in (
                ("填表人", "王小明"),
                ("單位主管", "立\uf9f7"),
                ("機關首長", "𠮷林"),
            )
        ),
        remarks=("金額單位：新臺幣元。", "百分比四捨五入至小數第一位。"),
    )
    return ReturnDocument(
        running_head="教育部　114 年度執行成果填報表　第 1 版",
        control_number=payload.control_number(),
        is_demo=payload.is_demo,
        cover=cover,
        chapters=(
            Chapter(
                project_id=None,
                title="機關資料",
                sections=(
                    DocumentSection(
                        id="overview",
                        title="整體摘要",
                        entries=(_entry("摘要", NARRATIVE * repeats, ValueStyle.LONG_TEXT),),
                    ),
                ),
            ),
            _project_chapter(repeats),
        ),
        comment_answers=Table(columns=(), rows=()),
        explained=Table(columns=_EXPLAINED, rows=(_row("F301", "P07 預算執行", NARRATIVE),)),
        control=(
            _entry("content_sha256", payload.content_sha256),
            _entry("round_nonce", payload.round_nonce),
        ),
    )


_EXPLAINED = (
    Column(label="代碼", width=9, style=ValueStyle.CODE),
    Column(label="位置", width=28, style=ValueStyle.TEXT),
    Column(label="理由", width=40, style=ValueStyle.LONG_TEXT),
)
_INDICATORS = tuple(
    Column(label=label, width=width, style=style)
    for label, width, style in (
        ("代號", 9, ValueStyle.CODE), ("指標", 26, ValueStyle.TEXT),
        ("目標值", 18, ValueStyle.TEXT), ("單位", 9, ValueStyle.CODE),
        ("達成值", 13, ValueStyle.FIGURE), ("累計值", 13, ValueStyle.FIGURE),
        ("達成率", 11, ValueStyle.FIGURE), ("狀態", 10, ValueStyle.CODE),
        ("說明", 31, ValueStyle.LONG_TEXT),
    )
)  # fmt: skip


def _project_chapter(repeats: int) -> Chapter:
    rows = tuple(
        _row(
            f"T{number:02}", "培育社會創新人才", "每年至少 50 人次", "人次", "1,234", "5,678",
            "102.8", "超前", "如期完成。" * (number % 4),
        )
        for number in range(1, 30)
    )  # fmt: skip
    return Chapter(
        project_id="P07",
        title="P07 推動大學社會責任實踐計畫",
        sections=(
            DocumentSection(
                id="budget",
                title="預算執行",
                entries=(
                    _entry("可支用預算（元）", "50,000,000", ValueStyle.FIGURE),
                    _entry("實支數（元）", "38,000,000", ValueStyle.FIGURE),
                    Entry(
                        label="執行率（%）",
                        value=PrintedValue(text="95.0", style=ValueStyle.FIGURE, is_computed=True),
                    ),
                    _entry("差異說明", "", ValueStyle.LONG_TEXT),
                ),
            ),
            DocumentSection(
                id="indicators", title="量化指標", table=Table(columns=_INDICATORS, rows=rows)
            ),
            DocumentSection(
                id="highlights",
                title="亮點成果",
                cards=(
                    Card(
                        title="亮點案例 1",
                        key="r1",
                        entries=(
                            _entry("名稱", "𨡸製創生"),
                            _entry("內容", (NARRATIVE + "\n") * repeats, ValueStyle.LONG_TEXT),
                        ),
                    ),
                ),
            ),
            DocumentSection(id="delay", title="落後說明", remark="本計畫未落後，免填。"),
        ),
    )


def _entry(label: str, text: str, style: ValueStyle = ValueStyle.TEXT) -> Entry:
    return Entry(label=label, value=PrintedValue(text=text, style=style))


def _row(*texts: str) -> tuple[PrintedValue, ...]:
    return tuple(PrintedValue(text=text) for text in texts)
