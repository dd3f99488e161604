"""The payload: the same draft, the same bytes; what it says of itself is true."""

from datetime import timedelta, timezone

from app.models.answers import Answers, Place
from app.models.findings import Finding, Severity
from app.models.returns import canonical_bytes, decode_payload
from app.returns.document.payload_building import build_explained, content_sha256
from tests.returns.sample import CHANGED_AT, sample


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert canonical_bytes(sample().payload) == canonical_bytes(sample().payload)


def test_the_order_of_typing_does_not_matter() -> None:
    made = sample()
    turned = Answers(dict(reversed(list(made.evaluation.answers.items()))))
    assert canonical_bytes(sample(the_answers=turned).payload) == canonical_bytes(made.payload)


def test_one_changed_character_changes_the_control_number() -> None:
    made = sample()
    place = Place("P06", "results", None, "narrative")
    changed = made.evaluation.answers.changed({place: "改了"})
    assert sample(the_answers=changed).payload.control_number() != made.payload.control_number()


def test_the_bytes_can_be_read_back() -> None:
    payload = sample().payload
    assert decode_payload(canonical_bytes(payload)) == payload


def test_totals_and_counts_are_those_of_the_answers() -> None:
    payload = sample().payload
    totals = [(each.field, each.label, each.value) for each in payload.control_totals]
    assert totals == [
        ("budget/available", "可支用預算數合計（元）", 2 * 12_345_678_901),
        ("budget/allocated", "累計分配數合計（元）", 2 * 9_999),
        ("budget/executed", "執行數合計（元）", 2 * 4 * 9_999),
    ]
    assert payload.row_count == len(payload.data)
    assert payload.content_sha256 == content_sha256(payload.data)


def test_the_time_is_kept_in_utc_and_whole_seconds() -> None:
    local = CHANGED_AT.astimezone(timezone(timedelta(hours=8))).replace(microsecond=5)
    payload = sample(changed_at=local).payload
    assert payload.created_at == CHANGED_AT
    assert b'"created_at":"2026-01-18T04:05:06Z"' in canonical_bytes(payload)


def test_only_warnings_with_a_reason_are_explained() -> None:
    place = Place("P06", "budget", None, "available")
    found = [
        Finding(code="F1", severity=Severity.WARNING, place=place, reason="因為"),
        Finding(code="F2", severity=Severity.WARNING, place=place),
        Finding(code="F3", severity=Severity.NOTE, place=place, reason="不必"),
    ]
    assert [(each.code, each.reason) for each in build_explained(found)] == [("F1", "因為")]
