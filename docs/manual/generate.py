"""Write the manual's generated pages: `python -m docs.manual.generate`.

Codes come from `resources/i18n/codes/`, fields from the form file, commands from the parser, so
that the manual says what the program says. `tests/test_manual.py` fails when a page is out of date.
"""

import argparse
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.cli.commands import build_parser
from app.forms.form_loader import load_form
from app.forms.rules.registry import rules_of
from app.models.findings import Severity
from app.models.forms import ChoiceSource, FieldSpec, FieldType, FormSpec, RowSource, SectionSpec
from app.resources import resource_path

FOLDER = Path(__file__).resolve().parent
FORM_ID = "annual-results"
FINDING_CODE = re.compile(r"F\d{3}")
_NOTE = "<!-- 本頁由 docs/manual/generate.py 產生，請勿直接修改。 -->"

_TOPICS = {
    "store": "資料檔",
    "files": "檔案",
    "recognition": "選到的是別的檔案",
    "office": "填報包、名冊、填報期、收件與審查",
    "signing": "金鑰、簽章與驗章",
    "approval": "送核定、核定與退回",
    "attachments": "附件與附件包",
    "trust": "簽章文件、機關金鑰、登錄申請與回條",
    "keys": "憑證 IC 卡、金鑰檔與通行碼",
    "clock": "電腦時間與簽章期間",
    "forms": "表單",
    "programme": "方案資料",
    "documents": "文件字型",
    "reports": "報告",
    "cli": "指令列",
    "release": "程式檔案",
    "ui_office": "視窗（協調彙整）",
}
PARAMETERS = {
    "user_name": "帳號",
    "computer": "電腦",
    "since": "起始時間",
    "schema": "格式版次", "own_schema": "本程式的格式版次",
    "authority": "時戳服務", "host": "主機", "seconds": "秒數", "status": "狀態碼", "time": "時間",
    "url": "網址", "approver": "核定人", "preparer": "填報人",
    "about": "約值達成門檻", "behind": "落後門檻",
    "achieved": "本年達成值", "agency": "機關", "aim": "目標值", "algorithm": "演算法",
    "approved": "核定數", "available": "可支用預算數", "backup": "備份檔", "cell": "儲存格",
    "certificate": "憑證", "characters": "字元", "choices": "選項", "control_number": "控制碼",
    "control_numbers": "控制碼", "count": "數量", "date": "日期", "detail": "細節",
    "difference": "差額", "due": "更新期限", "end": "期末", "entry": "項目", "errors": "錯誤數",
    "excess": "超出數", "expected": "應有內容", "factor": "倍數", "field": "欄位", "file": "檔名",
    "files": "檔名",
    "finding": "檢核結果", "fingerprint": "指紋", "fingerprints": "指紋", "first": "起日",
    "folder": "資料夾", "form": "表單", "found": "實際內容", "hint": "格式", "id": "代號",
    "now": "現在時間", "today": "今天", "until": "最後日期", "witness": "時間的依據",
    "computed": "計算值", "places": "各處",
    "improve_by": "期限", "key": "金鑰", "kind": "種類", "known": "已有項目", "label": "欄位",
    "last": "迄日", "latest": "最新版次", "layout": "版面", "length": "字數", "limit": "界限",
    "room": "餘量",
    "limit_mb": "上限", "line": "行號", "log": "記錄檔", "metric": "指標", "name": "名稱",
    "column": "字序", "excerpt": "前後文", "reading": "原文", "way": "處理方式",
    "neighbour": "鄰近值", "number": "編號", "on": "日期", "one": "金額", "other": "另一欄位",
    "left_out": "略過數", "most": "上限", "levels": "層數",
    "names": "內容", "sheets": "工作表", "size": "大小", "shown": "顯示內容", "program": "製作程式",
    "package": "套件", "page": "頁次", "part": "部分", "parts": "各項", "path": "路徑",
    "person": "姓名", "place": "位置", "printer": "印表機", "problem": "問題",
    "project": "", "purpose": "事由",
    "rate": "比率", "readers": "台數", "reason": "原因", "revision": "版次", "role": "身分",
    "round": "填報期", "rows": "項目", "section": "節", "seen": "所見",
    "sheet": "工作表", "shortest": "最少字數",
    "start": "起始值", "state": "狀態", "target": "目標", "text": "輸入內容", "title": "名稱",
    "token": "卡片", "total": "合計", "type": "類型", "unit": "單位", "value": "數值",
    "version": "版本", "wanted": "應有", "warnings": "警告數", "what": "項目", "where": "位置",
    "machine": "一種處理器", "own_machine": "本程式的處理器", "fitting": "合用的檔案",
    "local": "本機資料夾", "service": "同步程式",
    "needed": "所需版本", "own": "本程式版本", "stated": "填報表所載", "word": "項目",
    "whole": "全部", "year": "年度",
}  # fmt: skip
"""What the placeholders of the sentences stand for."""

_TYPES = {
    FieldType.TEXT: "文字", FieldType.LONG_TEXT: "長文", FieldType.INTEGER: "整數",
    FieldType.NUMBER: "數值", FieldType.MONEY: "金額", FieldType.PERCENT: "百分比",
    FieldType.DATE: "日期", FieldType.CHOICE: "單選", FieldType.MULTI_CHOICE: "複選",
    FieldType.COMPUTED: "系統計算", FieldType.ATTACHMENT: "附件",
}  # fmt: skip
_SEVERITIES = {Severity.ERROR: "錯誤", Severity.WARNING: "警告", Severity.NOTE: "提示"}


def build_pages() -> dict[str, str]:
    """The generated pages by file name."""
    return {
        "檢核代碼.md": build_findings_page(),
        "錯誤訊息.md": build_errors_page(),
        "欄位說明.md": build_fields_page(load_form(FORM_ID)),
        "指令列.md": build_commands_page(build_parser()),
    }


def load_topics() -> dict[str, dict[str, str]]:
    """Chinese sentences by topic (the file's stem) and code, in the order of the files."""
    topics: dict[str, dict[str, str]] = {}
    for path in sorted(resource_path("i18n", "codes").glob("*.toml")):
        declared = tomllib.loads(path.read_text(encoding="utf-8"))
        topics[path.stem] = {code: texts["zh"] for code, texts in declared.items()}
    return topics


def build_findings_page() -> str:
    """檢核代碼.md"""
    sentences = {code: text for each in load_topics().values() for code, text in each.items()}
    findings = {code: text for code, text in sorted(sentences.items()) if FINDING_CODE.match(code)}
    severities = {each.code: each.severity for each in rules_of(load_form(FORM_ID))}
    typed = [(code, _say(text)) for code, text in findings.items() if code < "F1"]
    checked = [
        (code, _SEVERITIES[severities.get(code, Severity.ERROR)], _say(text))
        for code, text in findings.items()
        if code >= "F1"
    ]
    return _join(
        "# 檢核代碼",
        "〔〕內的文字，畫面上會顯示實際的欄位名稱或數值。",
        "## 輸入時",
        "輸入的內容無法讀取時，欄位下方立即出現下列說明；原輸入內容保留在欄位中，更正前不會存入。",
        _table(("代碼", "說明與處理方式"), typed),
        "## 檢核結果",
        "「錯誤」須更正；「警告」須更正或填寫理由。兩者處理完畢才能簽章，理由隨該數據列印。",
        _table(("代碼", "類別", "說明與處理方式"), checked),
    )


def build_errors_page() -> str:
    """錯誤訊息.md"""
    topics = load_topics()
    blocks: list[str] = []
    order = [each for each in _TOPICS if each in topics]
    for topic in [*order, *(each for each in topics if each not in _TOPICS)]:
        codes = {code: text for code, text in topics[topic].items() if not FINDING_CODE.match(code)}
        if codes:
            blocks.append(f"## {_TOPICS.get(topic, topic)}")
            rows = [(f"`{code}`", _say(text)) for code, text in codes.items()]
            blocks.append(_table(("代碼", "訊息與處理方式"), rows))
    return _join(
        "# 錯誤訊息",
        "視窗與指令列使用同一份訊息。〔〕內的文字，畫面上會顯示實際內容。"
        "洽詢維護人員時，請一併提供代碼。",
        *blocks,
    )


def build_fields_page(form: FormSpec) -> str:
    """欄位說明.md"""
    blocks: list[str] = []
    for section in form.sections:
        blocks.append(f"## {section.title}")
        blocks.append("".join(_describe_section(section)))
        rows = [
            (
                each.label,
                _TYPES[each.type],
                _duty(section, each),
                "".join(_describe_field(each, form)),
            )
            for each in section.fields
        ]
        blocks.append(_table(("欄位", "型別", "必填", "說明"), rows))
    return _join(
        "# 欄位說明",
        f"{form.title}，第 {form.version} 版。「系統計算」的欄位由程式帶入或算出，不必填寫。",
        *blocks,
    )


def build_commands_page(parser: argparse.ArgumentParser) -> str:
    """指令列.md"""
    general = [
        each for each in _arguments(parser) if not isinstance(each, argparse._SubParsersAction)
    ]
    blocks = [_table(("選項", "說明"), [_describe_argument(each) for each in general])]
    for name, command in list_commands(parser).items():
        blocks.append(f"## tianbao {name}")
        blocks.append(f"{(command.description or '').rstrip('。')}。")
        blocks.append(f"```\n{_usage(name, command)}\n```")
        blocks.append(
            _table(("參數", "說明"), [_describe_argument(e) for e in _arguments(command)])
        )
    return _join(
        "# 指令列",
        "視窗能做的驗章、匯入、匯出與報告，也能以指令執行，供排程或批次作業使用。"
        "不加任何參數執行 `tianbao` 即開啟視窗；`python -m app` 與 `tianbao` 相同。",
        "資料檔同一時間只能由一個視窗或指令開啟；執行指令前請先關閉視窗。",
        "Windows 上以 `|` 接到其他程式（`more`、PowerShell）時，文字依主控台的字碼頁編碼，"
        "其中沒有的字元寫成 `\\u` 加編號；`--json` 這時只用 ASCII，任何程式都讀得到原來的字。"
        "存成檔案（`>`）時一律為 UTF-8。`*.pdf` 之類的萬用字元由程式自行展開。",
        *blocks,
        "## 結束代碼",
        _table(
            ("代碼", "意義"),
            [
                ("0", "正常"),
                ("1", "有檔案被拒收，或有檢核結果待處理"),
                ("2", "用法錯誤"),
                ("3", "程式錯誤；會印出錯誤報告的位置"),
                ("4", "工作已完成，但結果無法輸出"),
            ],
        ),
    )


def list_commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands of the grammar by name; one within another as `keys list`."""
    commands: dict[str, argparse.ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                inner = list_commands(command)
                commands |= {f"{name} {each}": found for each, found in inner.items()}
                if not inner:
                    commands[name] = command
    return commands


def main() -> None:
    """Write every generated page that is out of date."""
    for name, text in build_pages().items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(name)


def _describe_section(section: SectionSpec) -> Iterator[str]:
    yield "全機關填寫一次。" if section.scope.value == "agency" else "每項計畫各填一份。"
    if section.rows is not None:
        yield {
            RowSource.FREE: f"自行新增，至多 {section.rows.max_rows} 筆。",
            RowSource.TARGETS: "列數依核定本目標帶入。",
            RowSource.QUALITATIVE: "列數依核定本質化指標帶入。",
        }[section.rows.source]
    yield section.help


def _duty(section: SectionSpec, spec: FieldSpec) -> str:
    if spec.required:
        return "落後時必填" if section.refused_unless_behind else "必填"
    return "視情形" if spec.required_when is not None else ""


def _describe_field(spec: FieldSpec, form: FormSpec) -> Iterator[str]:
    yield spec.help
    if spec.unit:
        yield f"單位：{spec.unit}。"
    if spec.max_length is not None and "字為限" not in spec.help:
        yield f"以 {spec.max_length:,} 字為限。"
    if spec.pattern_hint and spec.pattern_hint.split("例如")[-1] not in spec.help:
        yield f"格式：{spec.pattern_hint}。"
    if spec.choices is not None and spec.type is not FieldType.COMPUTED:
        entry = next(each for each in form.choice_lists if each.id == spec.choices)
        if entry.source is ChoiceSource.AGENCIES:
            yield "選項：本方案各參與機關。"
        else:
            yield f"選項：{'、'.join(each.label for each in entry.choices)}。"
    if spec.carry_forward:
        yield "可沿用上期資料。"


def _usage(name: str, command: argparse.ArgumentParser) -> str:
    words = [f"tianbao {name}"]
    for each in _arguments(command):
        text = _argument_words(each)
        # Python before 3.13 says of files that may be none that they are required.
        is_required = each.required and each.nargs != "*"
        words.append(text if is_required else f"[{text}]")
    return " ".join(words)


def _arguments(command: argparse.ArgumentParser) -> list[argparse.Action]:
    return [each for each in command._actions if not isinstance(each, argparse._HelpAction)]


def _argument_words(action: argparse.Action) -> str:
    value = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    if not action.option_strings:
        return f"{value}…" if action.nargs in ("+", "*") else value
    is_alone = action.nargs in (0, argparse.REMAINDER)
    return action.option_strings[0] if is_alone else f"{action.option_strings[0]} {value}"


def _describe_argument(action: argparse.Action) -> tuple[str, str]:
    return f"`{_argument_words(action)}`", action.help or "一個或多個檔案"


def _say(sentence: str) -> str:
    """A sentence with names in place of its placeholders."""
    return re.sub(r"\{(\w+)\}", lambda match: _name(match[1]), sentence)


def _name(parameter: str) -> str:
    known = PARAMETERS.get(parameter, "…")
    return f"〔{known}〕" if known else ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    escaped = (tuple(cell.replace("|", "&#124;") for cell in row) for row in rows)
    lines = [head, tuple("---" for _ in head), *escaped]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _join(*blocks: str) -> str:
    return "\n\n".join((_NOTE, *(each for each in blocks if each))) + "\n"


if __name__ == "__main__":
    main()
