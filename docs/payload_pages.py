"""Write what is generated of the payload's description: `python -m docs.payload_pages`.

`payload.schema.json` whole, and in `payload.md` what stands between the markers: the dictionary of
every field, from the classes and the lines below their fields, and a worked example.
`tests/test_payload_docs.py` fails when either is out of date.
"""

import ast
import hashlib
import inspect
import json
import sys
import types
import typing
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import EnumMeta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from app.models import returns, reviews, rounds, signatures
from app.models.returns import Payload, build_control_number, canonical_bytes

FOLDER = Path(__file__).resolve().parent
PAGE, SCHEMA = "payload.md", "payload.schema.json"

_DESCRIBED = {returns.__name__, reviews.__name__, rounds.__name__, signatures.__name__}
"""Modules whose records have tables here; form, plan and policy are described elsewhere."""
HEX = "^[0-9a-f]{64}$"
MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
PLACE = "^[^/]+/[^/]+/[^/]+/[^/]+$"
_PATTERNS = {"sha256": HEX, "nonce": HEX, "place": PLACE}
"""By how the name of a field ends."""
_LEAST = {"revision": 1, "schema_version": 1, "form_version": 1, "size_bytes": 0, "row_count": 0}
_UNITS = {"size_bytes": "bytes", "value": "元, or as the label says", "created_at": "UTC"}
_PLACE_MAPS = ("data", "computed")

_EXAMPLES: dict[str, Any] = {
    "schema": returns.PAYLOAD_SCHEMA,
    "schema_version": returns.PAYLOAD_SCHEMA_VERSION,
    "app_version": "1.0.0",
    "round_id": "114-annual",
    "round_nonce": "5a" * 32,
    "agency": "MOE",
    "agency_name": "教育部",
    "round_title": "114年度執行成果",
    "typeface_set": "kai-gentium-02345cd5ff64",
    "programme_name": "社會創新行動方案",
    "project_names": {"P06": "推動大學社會責任實踐計畫"},
    "filled_by": {"P06/budget/-/available": "主計處（會計科）"},
    "form_id": "annual-results",
    "supersedes_sha256": None,
    "created_at": "2026-01-18T04:05:06Z",
    "person_id": "MOE-001",
    "person_name": "王小明",
    "role": "preparer",
    "code": "F201",
    "place": "P06/budget/-/available",
    "message": "可支用預算數與核定數不同。",
    "reason": "追加預算，\n已報行政院核定。",
    "comment_id": "r1-1",
    "comment": "請說明差異。",
    "kind": "kept_with_reason",
    "text": "依決算數填列。",
    "project": "P07",
    "name": "成果照片.jpg",
    "media_type": "image/jpeg",
    "size_bytes": 48213,
    "field": "budget/available",
    "label": "可支用預算數（元）",
    "value": 12345678,
    "data": {
        "-/officers/-/preparer_name": "王小明",
        "P06/budget/-/available": 12345678,
        "P06/budget/-/completed_on": "2025-12-31",
        "P06/budget/-/funding_source": ["official", "fund"],
        "P06/highlights/-/#rows": ["r2", "r1"],
        "P06/highlights/r1/title": '開辦"青年<社會創新>工作坊"',
        "P06/indicators/P06-1/cumulative": "12.50",
    },
    "computed": {"P06/budget/-/execution_rate": "93.21"},
}
"""Values of fields that only an example can show; any other gets one by its type."""


# -- classes --------------------------------------------------------------------------------------


@cache
def read_meanings(record: type) -> dict[str, str]:
    """The line below each field of a class, by the field's name."""
    (declared,) = ast.parse(inspect.getsource(record)).body
    assert isinstance(declared, ast.ClassDef)
    meanings = {}
    for field, below in zip(declared.body, declared.body[1:], strict=False):
        said = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and said:
            assert isinstance(below, ast.Expr)
            assert isinstance(below.value, ast.Constant)
            meanings[field.target.id] = " ".join(str(below.value.value).split()).replace(
                "None", "null"
            )
    return meanings


def list_fields(record: type) -> Iterator[tuple[str, Any, str]]:
    """Name, type and meaning of the fields of a class, in their order."""
    meanings = read_meanings(record)
    for field in msgspec.structs.fields(record):
        yield field.encode_name, field.type, meanings.get(field.name, "")


def list_records(record: type) -> list[type]:
    """A class and those its fields are of, each before those it holds."""
    found = [record]
    for each in found:
        for _, kind, _ in list_fields(each):
            found += [one for one in _records_in(kind) if one not in found]
    return found


def _records_in(kind: Any) -> Iterator[type]:
    is_record = isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    if is_record and kind.__module__ in _DESCRIBED:
        yield kind
    for each in typing.get_args(kind):
        yield from _records_in(each)


def name_type(kind: Any) -> str:
    """A type in words of JSON."""
    options = _options(kind)
    if len(options) > 1:
        return " or ".join(dict.fromkeys(name_type(each) for each in options))
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return f"list of {name_type(arguments[0])}"
    if origin is dict:
        return f"object of {name_type(arguments[1])}, by place"
    if isinstance(kind, EnumMeta):
        return " / ".join(f"`{each}`" for each in _values_of(kind))
    plain = {str: "text", int: "integer", bool: "boolean", types.NoneType: "null"}
    return plain.get(kind) or ("time" if kind is datetime else kind.__name__)


def _values_of(kind: EnumMeta) -> list[str]:
    members: dict[str, Any] = dict(kind.__members__)
    return [str(each.value) for each in members.values()]


def _options(kind: Any) -> tuple[Any, ...]:
    is_union = typing.get_origin(kind) in (typing.Union, types.UnionType)
    return typing.get_args(kind) if is_union else (kind,)


# -- the schema -----------------------------------------------------------------------------------


def build_schema() -> dict[str, Any]:
    """The JSON Schema of a payload: what the classes say, and what their names promise."""
    schema = msgspec.json.schema(Payload)
    meanings = {each.__name__: read_meanings(each) for each in list_records(Payload)}
    for name, definition in schema["$defs"].items():
        if "properties" not in definition:
            continue
        definition["required"] = list(definition["properties"])  # canonical: nothing is left out
        for field, stated in definition["properties"].items():
            definition["properties"][field] = _narrow(field, stated)
            if meaning := meanings.get(name, {}).get(field):
                definition["properties"][field]["description"] = meaning
    fields = schema["$defs"]["Payload"]["properties"]
    fields["schema"] |= {"const": returns.PAYLOAD_SCHEMA}
    fields["schema_version"] |= {"const": returns.PAYLOAD_SCHEMA_VERSION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:tianbao:return:{returns.PAYLOAD_SCHEMA_VERSION}",
        "title": "報送資料 payload of a return",
        **schema,
    }


def _narrow(field: str, stated: dict[str, Any]) -> dict[str, Any]:
    """What the name of a field says beyond its type."""
    stated = {key: each for key, each in stated.items() if key != "default"}
    pattern = MOMENT if field.endswith("_at") else None
    for ending, each in _PATTERNS.items():
        pattern = each if field.endswith(ending) else pattern
    if pattern is not None:
        options = stated.get("anyOf", [stated])
        for option in options:
            if option.get("type") == "string":
                option["pattern"] = pattern
    if field in _LEAST:
        stated["minimum"] = _LEAST[field]
    if field in _PLACE_MAPS:
        stated["propertyNames"] = {"pattern": PLACE}
    return stated


# -- the example ----------------------------------------------------------------------------------


def build_example() -> bytes:
    """The canonical bytes of a payload with something in every field."""
    made = _example_of(Payload)
    data = made["data"]
    made["row_count"] = len(data)
    made["content_sha256"] = hashlib.sha256(canonical_bytes(data)).hexdigest()
    return canonical_bytes(msgspec.convert(made, Payload))


def _example_of(kind: Any) -> Any:
    kind = _options(kind)[0]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return {
            name: _EXAMPLES[name] if name in _EXAMPLES else _example_field(name, each)
            for name, each, _ in list_fields(kind)
        }
    if typing.get_origin(kind) is tuple:
        return [_example_of(typing.get_args(kind)[0])]
    if typing.get_origin(kind) is dict:
        return {_EXAMPLES["place"]: _example_of(typing.get_args(kind)[1])}
    if isinstance(kind, EnumMeta):
        return _values_of(kind)[0]
    return {str: "…", int: 1, bool: True}.get(kind)


def _example_field(name: str, kind: Any) -> Any:
    return "0123456789abcdef" * 4 if name.endswith("sha256") else _example_of(kind)


# -- the page -------------------------------------------------------------------------------------


def build_parts() -> dict[str, str]:
    """The generated parts of the page by the name of their marker."""
    return {
        "dictionary": "\n\n".join(_table(each) for each in list_records(Payload)),
        "example": build_example_part(),
        "round": "\n\n".join(_plain_table(each) for each in list_records(rounds.RoundFile)),
    }


def _table(record: type) -> str:
    example = json.loads(msgspec.json.encode(_example_of(record)))
    rows = (
        (
            f"`{name}`",
            f"{name_type(kind)}{f' [{_UNITS[name]}]' if name in _UNITS else ''}",
            meaning,
            _show_example(example[name]),
        )
        for name, kind, meaning in list_fields(record)
    )
    return _draw(record, ("field", "type [unit]", "meaning", "example"), rows)


def _plain_table(record: type) -> str:
    rows = ((f"`{name}`", name_type(kind), meaning) for name, kind, meaning in list_fields(record))
    return _draw(record, ("field", "type", "meaning"), rows)


def _draw(record: type, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    about = " ".join((record.__doc__ or "").split())
    lines = [f"#### {record.__name__}", "", about, ""]
    lines += [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(each.replace('|', chr(92) + '|') for each in row)} |" for row in rows]
    return "\n".join(lines)


def _show_example(value: Any) -> str:
    """A short value as JSON; a record or a list of them has its own table."""
    if isinstance(value, dict) or (
        isinstance(value, list) and value and isinstance(value[0], dict)
    ):
        return "see the example"
    text = json.dumps(value, ensure_ascii=False)
    return f"`{text if len(text) <= 40 else text[:16] + '…'}`"


def build_example_part() -> str:
    """The example in lines for people, then what its canonical bytes come to."""
    content = build_example()
    digest = hashlib.sha256(content).hexdigest()
    shown = json.dumps(json.loads(content), indent=1, ensure_ascii=False, sort_keys=True)
    return "\n".join(
        (
            "```json",
            shown,
            "```",
            "",
            f"Written canonically it is {len(content)} bytes long and begins with",
            f"`{content.decode()[:60]}`.",
            "",
            "| | |",
            "|---|---|",
            f"| SHA-256 | `{digest}` |",
            f"| control number | `{build_control_number(digest)}` |",
        )
    )


def fill(page: str) -> str:
    """The page with its generated parts as they should be. Raises ValueError for a lost marker."""
    for name, text in build_parts().items():
        opening, closing = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, found, rest = page.partition(opening)
        _, ended, after = rest.partition(closing)
        if not found or not ended:
            raise ValueError(f"no marker {name} in {PAGE}")
        page = f"{before}{opening}{text}\n{closing}{after}"
    return page


def write_schema() -> str:
    """The text of the schema's file."""
    return json.dumps(build_schema(), indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    """Write both files."""
    page = FOLDER / PAGE
    page.write_text(fill(page.read_text(encoding="utf-8")), encoding="utf-8")
    (FOLDER / SCHEMA).write_text(write_schema(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
