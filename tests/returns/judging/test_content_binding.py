"""Computed values: printed as stated, and held against what this program computes."""

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from app import __version__
from app.forms import computed as formulas
from app.forms import evaluation
from app.models.answers import StoredValue
from app.models.returns import Payload
from app.models.signatures import Carrier, SignerRole
from app.returns.document.payload_building import content_sha256
from app.returns.judging import return_context
from app.returns.judging.binding import check_binding, evaluate_payload
from app.returns.layouts.v1.builder import build_document
from app.returns.layouts.v1.printed_values import place_label
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import write_pdf
from app.returns.verification import Verification, verify_file
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from tests.returns.judging.test_binding import signer
from tests.returns.sample import SIGNED_AT, key, sample, trust

MADE = sample()
STATE = "P06/indicators/I01-1/state"
RATE = "P06/budget/-/execution_rate"
EXECUTED = "P06/budget/-/executed"
OTHER = "9.9.0"
CARRIERS = pytest.mark.parametrize(
    "carrier",
    [Carrier.WORKBOOK, pytest.param(Carrier.PDF, marks=pytest.mark.slow)],
)


def stating(values: Mapping[str, StoredValue], version: str = __version__) -> Payload:
    """The payload with computed values as a dishonest, or another, program would state them."""
    computed = {**MADE.payload.computed, **values}
    kept = {path: value for path, value in computed.items() if value is not None}
    return replace(MADE.payload, app_version=version, computed=kept)


def signed(payload: Payload, carrier: Carrier) -> bytes:
    """The file our own writer makes of it, signed by the entitled officer."""
    document = build_document(payload, MADE.blank)
    role = SignerRole.PREPARER
    if carrier is Carrier.WORKBOOK:
        written = write_workbook(payload, document)
        return sign_workbook(written, key(role.value), role, SIGNED_AT)
    written = write_pdf(payload, document)
    return sign_pdf(written, key(role.value), role, SIGNED_AT)


def verify(payload: Payload, carrier: Carrier) -> Verification:
    return verify_file(signed(payload, carrier), f"a.{carrier}", trust(MADE.round))


def reasons(payload: Payload, carrier: Carrier = Carrier.WORKBOOK) -> list[str]:
    return [each.code for each in verify(payload, carrier).verdict.reasons]


@CARRIERS
def test_a_forged_computed_value_signed_again_is_refused(carrier: Carrier) -> None:
    assert MADE.payload.computed[STATE] == "behind"
    verdict = verify(stating({STATE: "met"}), carrier).verdict
    assert (verdict.unchanged, verdict.signature_correct) == (True, True)
    (reason,) = verdict.reasons
    assert reason.code == "COMPUTED_MISMATCH"
    assert (reason.params["stated"], reason.params["computed"]) == ("達成", "落後")
    assert reason.params["where"] == place_label(STATE, MADE.blank, MADE.evaluation.answers)


@CARRIERS
def test_what_another_version_computed_is_accepted_and_noted(carrier: Carrier) -> None:
    """Stating another version is no way to print a false value unnoticed."""
    payload = stating({STATE: "met", RATE: "100.00"}, OTHER)
    verified = verify(payload, carrier)
    assert verified.verdict.reasons == ()
    assert verified.payload == payload
    (note,) = verified.verdict.notes
    assert (note.code, note.params["count"]) == ("COMPUTED_OTHERWISE", "2")
    assert (note.params["version"], note.params["own"]) == (OTHER, __version__)
    assert "印為 達成，計算為 落後" in note.params["places"]


def test_another_version_that_computes_the_same_is_not_spoken_of() -> None:
    verdict = verify(stating({}, OTHER), Carrier.WORKBOOK).verdict
    assert (verdict.is_good, verdict.notes) == (True, ())


@CARRIERS
def test_a_mended_formula_leaves_an_old_paper_as_it_is(
    carrier: Carrier, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = signed(stating({}, OTHER), carrier)
    mended = {**formulas.COMPUTED, "execution_rate": lambda _cell: "12.34"}
    monkeypatch.setattr(evaluation, "COMPUTED", mended)
    monkeypatch.setattr(return_context, "_contexts", {})  # nothing computed before
    verified = verify_file(content, f"a.{carrier}", trust(MADE.round))
    assert verified.verdict.reasons == ()
    assert [each.code for each in verified.verdict.notes] == ["COMPUTED_OTHERWISE"]


def test_a_value_left_out_is_missed() -> None:
    assert reasons(stating({STATE: None})) == ["COMPUTED_MISMATCH"]
    (note,) = verify(stating({STATE: None}, OTHER), Carrier.WORKBOOK).verdict.notes
    assert "印為 —，計算為 落後" in note.params["places"]


def test_sums_are_those_of_the_values_that_are_printed() -> None:
    assert "TOTALS_MISMATCH" in reasons(stating({EXECUTED: 1}, OTHER))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("P06/budget/-/available_", "1"),
        ("P06/budget/-/available", 1),
        ("P99/budget/-/budget_state", "met"),
        ("not a path", "met"),
        (STATE, "splendid"),
        (STATE, "—"),
        (STATE, ""),
        (STATE, ("met",)),
        (EXECUTED, True),
        (EXECUTED, "1"),
        (RATE, 100),
    ],
)
def test_nothing_is_stated_where_or_as_no_paper_prints_it(path: str, value: StoredValue) -> None:
    for version in (__version__, OTHER):
        computed = {**MADE.payload.computed, path: value}
        payload = replace(MADE.payload, app_version=version, computed=computed)
        held = trust(MADE.round)
        (reason,) = check_binding(payload, (signer(),), held, evaluate_payload(payload, held))
        assert (reason.code, reason.params) == ("SCHEMA_INVALID", {"detail": f"computed {path}"})


@CARRIERS
def test_a_paper_cannot_be_headed_by_another_name(carrier: Carrier) -> None:
    payload = replace(MADE.payload, agency_name="行政院", round_title="113年度執行成果")
    found = verify(payload, carrier).verdict.reasons
    assert [each.code for each in found] == ["HEADING_MISMATCH"] * 2
    assert {each.params["label"] for each in found} == {"機關名稱", "填報期名稱"}
    assert {each.params["known"] for each in found} == {"教育部", MADE.round.title}


@CARRIERS
def test_a_carrier_is_of_the_layout_its_payload_states(carrier: Carrier) -> None:
    document = MADE.document
    payload = replace(MADE.payload, layout_version=2)
    document = replace(document, control_number=payload.control_number())
    role = SignerRole.PREPARER
    if carrier is Carrier.WORKBOOK:
        written = write_workbook(payload, document)
        content = sign_workbook(written, key(role.value), role, SIGNED_AT)
    else:
        written = write_pdf(payload, document)
        content = sign_pdf(written, key(role.value), role, SIGNED_AT)
    (reason,) = verify_file(content, f"a.{carrier}", trust(MADE.round)).verdict.reasons
    assert reason.code == (
        "SCHEMA_INVALID" if carrier is Carrier.WORKBOOK else "PDF_LAYOUT_UNKNOWN"
    )


def test_pages_of_other_typefaces_are_not_called_forged_but_cannot_be_printed_again() -> None:
    payload = replace(MADE.payload, typeface_set="noto-serif-1")
    assert verify(payload, Carrier.WORKBOOK).verdict.is_good
    found = verify(payload, Carrier.PDF).verdict.reasons
    assert [each.code for each in found] == ["PDF_LAYOUT_UNKNOWN"]


def test_a_computed_text_hides_nothing() -> None:
    name = "P06/basic/-/project_name"
    found = verify(stating({name: "計畫\u202e名稱"}, OTHER), Carrier.WORKBOOK).verdict.reasons
    assert "SCHEMA_INVALID" in [each.code for each in found]


LOOK_ALIKES: tuple[tuple[str, StoredValue], ...] = (
    ("P06/budget/-/paid", "9,999"),
    ("P06/budget/-/paid", True),
    ("P06/budget/-/completed_on", "114年12月31日"),
    ("P06/budget/-/completed_on", 20251231),
    ("P06/budget/-/funding_source", "公務預算"),
    ("P06/budget/-/funding_source", ("公務預算",)),
    ("P06/results/-/own_progress", "超前"),
    ("P06/results/-/narrative", ("a", "b")),
    ("P06/highlights/r1/title", 5),
    ("P06/indicators/P06-1/cumulative", 12),
    ("P06/indicators/P06-1/cumulative", "１２"),
)


@CARRIERS
@pytest.mark.parametrize(("path", "value"), LOOK_ALIKES)
def test_a_value_that_only_looks_like_one_of_its_field_is_refused(
    path: str, value: StoredValue, carrier: Carrier
) -> None:
    data = {**MADE.payload.data, path: value}
    payload = replace(MADE.payload, data=data, content_sha256=content_sha256(data))
    verdict = verify(payload, carrier).verdict
    assert [(each.code, each.params) for each in verdict.reasons] == [
        ("SCHEMA_INVALID", {"detail": path})
    ]
