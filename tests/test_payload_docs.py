"""The description of the payload is that of the classes: dictionary, schema, example."""

import json
from typing import Any

import jsonschema
import msgspec
import pytest

from app.models.forms import FieldType
from app.models.returns import Payload, build_control_number, canonical_bytes, decode_payload
from docs import payload_pages
from docs.payload_pages import FOLDER, PAGE, SCHEMA, build_example, list_fields, list_records
from tests.returns.pdf.forged_pdfs import made
from tests.returns.workbook.packages import BOTH

PAGE_TEXT = (FOLDER / PAGE).read_text(encoding="utf-8")
SCHEMA_TEXT = (FOLDER / SCHEMA).read_text(encoding="utf-8")
REMAKE = "out of date: run `python -m docs.payload_pages` and commit what it writes"


def test_the_page_is_that_of_the_classes() -> None:
    assert payload_pages.fill(PAGE_TEXT) == PAGE_TEXT, REMAKE


def test_the_schema_is_that_of_the_classes() -> None:
    assert payload_pages.write_schema() == SCHEMA_TEXT, REMAKE


@pytest.mark.parametrize("record", list_records(Payload), ids=lambda each: each.__name__)
def test_every_field_of_a_payload_is_explained(record: type) -> None:
    silent = [name for name, _, meaning in list_fields(record) if not meaning]
    assert silent == [], f"a line below each field of {record.__name__} says what it holds"


def test_a_lost_marker_is_noticed() -> None:
    with pytest.raises(ValueError, match="dictionary"):
        payload_pages.fill(PAGE_TEXT.replace("<!-- dictionary -->", ""))


def test_every_field_type_has_a_line_on_how_its_values_are_stored() -> None:
    assert [each for each in FieldType if f"`{each.value}`" not in PAGE_TEXT] == []


# -- the schema -----------------------------------------------------------------------------------


def validate(payload: Any) -> None:
    jsonschema.Draft202012Validator(json.loads(SCHEMA_TEXT)).validate(payload)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(SCHEMA_TEXT))


def test_real_payloads_and_the_example_are_valid() -> None:
    for payload in (made().payload, made(BOTH).payload, decode_payload(build_example())):
        validate(json.loads(canonical_bytes(payload)))


ALTERED: tuple[dict[str, Any], ...] = (
    {"schema": "other"},
    {"schema_version": 9},
    {"revision": 0},
    {"revision": "1"},
    {"revision": 1.5},
    {"form_sha256": "AB" * 32},
    {"created_at": "2026-01-18T04:05:06.5Z"},
    {"created_at": "2026-01-18"},
    {"is_demo": None},
    {"data": {"P06/budget": 1}},
    {"data": {"P06/budget/-/paid": 1.5}},
    {"data": {"P06/budget/-/paid": [1]}},
    {"signers": [{"role": "minister"}]},
    {"another": 1},
)


@pytest.mark.parametrize("change", ALTERED, ids=str)
def test_an_altered_payload_is_not(change: dict[str, Any]) -> None:
    payload = json.loads(canonical_bytes(made().payload))
    with pytest.raises(jsonschema.ValidationError):
        validate({**payload, **change})


@pytest.mark.parametrize("field", [each.name for each in msgspec.structs.fields(Payload)])
def test_no_field_may_be_left_out(field: str) -> None:
    payload = json.loads(canonical_bytes(made().payload))
    del payload[field]
    with pytest.raises(jsonschema.ValidationError):
        validate(payload)


# -- a writer who knows the page alone ------------------------------------------------------------

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def write(value: object) -> bytes:
    """Section 2 of the page."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def count(digest: str) -> str:
    """Section 3 of the page."""
    first = bin(int("1" + digest, 16))[3 : 3 + 75]
    values = [int(first[place : place + 5], 2) for place in range(0, 75, 5)]
    values.append(sum((2 * place + 1) * each for place, each in enumerate(values)) % 32)
    text = "".join(DIGITS[each] for each in values)
    return f"{text[:4]}-{text[4:8]}-{text[8:12]}-{text[12:]}"


def test_a_writer_of_the_page_comes_to_the_same_bytes_and_number() -> None:
    for payload in (made().payload, made(BOTH).payload, decode_payload(build_example())):
        content = write(json.loads(canonical_bytes(payload)))
        assert content == canonical_bytes(payload)
        assert count(payload.sha256()) == payload.control_number()


def test_every_character_is_written_as_the_page_says() -> None:
    text = "".join(map(chr, [*range(0x300), 0x2028, 0x2029, 0xFEFF, 0x1F600, 0xFFFF]))
    assert write({text: text}) == canonical_bytes({text: text})
    keys = dict.fromkeys(("😀", "\uffff", "a", "A", "é", "_", "10", "9"), 1)
    assert write(keys) == canonical_bytes(keys)


def test_the_example_of_the_page_is_what_it_says_it_is() -> None:
    shown = PAGE_TEXT.partition("```json\n")[2].partition("\n```")[0]
    content = write(json.loads(shown))
    assert content == build_example()
    digest = decode_payload(content).sha256()
    assert f"| SHA-256 | `{digest}` |" in PAGE_TEXT
    assert f"| control number | `{build_control_number(digest)}` |" in PAGE_TEXT
    assert decode_payload(content).control_number() == count(digest)
