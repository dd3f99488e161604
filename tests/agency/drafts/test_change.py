"""Deltas: what a change sets and what takes it back."""

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.agency.drafts.change import DraftState, apply_delta, combine, invert, only_differing
from app.agency.drafts.delta import (
    Delta,
    RemarkAnswer,
    build_value_delta,
    decode_delta,
    encode_delta,
)
from app.models.answers import Answers, Place, StoredValue
from app.models.reviews import CommentAnswerKind

EMPTY_STATE = DraftState(Answers(), frozenset(), MappingProxyType({}))

places = st.builds(
    Place,
    st.sampled_from([None, "P04", "P05"]),
    st.sampled_from(["budget", "results"]),
    st.sampled_from([None, "r1", "I05-1"]),
    st.sampled_from(["paid", "note", "#rows"]),
)
values: st.SearchStrategy[StoredValue] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**62), 2**62),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=4).map(tuple),
)
reason_keys = st.sampled_from(["F201 P04/budget/-/paid", "F300 -/overview/-/summary"])

remark_answers = st.builds(
    RemarkAnswer, st.none() | st.sampled_from(CommentAnswerKind), st.sampled_from(["", "依契約"])
)


@st.composite
def deltas(draw: st.DrawFn) -> Delta:
    """Any delta, some of its values marked as carried forward."""
    chosen = draw(st.dictionaries(places, values, max_size=5))
    marked = [each for each in chosen if draw(st.booleans())]
    reasons = draw(st.dictionaries(reason_keys, st.sampled_from([None, "依契約", "緩議"])))
    remarks = draw(st.dictionaries(st.sampled_from(["r1-1", "r1-2"]), st.none() | remark_answers))
    plain = build_value_delta(chosen, marked)
    return Delta(
        values=plain.values, unconfirmed=plain.unconfirmed, reasons=reasons, remarks=remarks
    )


@st.composite
def states(draw: st.DrawFn) -> DraftState:
    """Any state a row of deltas leads to."""
    state = EMPTY_STATE
    for delta in draw(st.lists(deltas(), max_size=3)):
        state = apply_delta(state, only_differing(state, delta))
    return state


@pytest.mark.slow
@given(deltas())
def test_the_journal_gives_back_exactly_what_was_written(delta: Delta) -> None:
    back = decode_delta(encode_delta(delta))
    assert back == delta
    assert [type(each) for each in back.values.values()] == [
        type(each) for each in delta.values.values()
    ]


@pytest.mark.slow
@given(states(), deltas())
def test_the_inverse_brings_back_the_state_before(state: DraftState, delta: Delta) -> None:
    forward = only_differing(state, delta)
    back = apply_delta(apply_delta(state, forward), invert(state, forward))
    assert back.answers == state.answers
    assert dict(back.reasons) == dict(state.reasons)
    assert dict(back.remarks) == dict(state.remarks)
    # A mark on a place without a value means nothing: only places that hold one are compared.
    assert {each for each in back.unconfirmed if each in state.answers} == {
        each for each in state.unconfirmed if each in state.answers
    }


@pytest.mark.slow
@given(states(), st.lists(deltas(), max_size=4))
def test_deltas_combined_do_what_they_do_one_by_one(
    state: DraftState, several: list[Delta]
) -> None:
    one_by_one = state
    for delta in several:
        one_by_one = apply_delta(one_by_one, delta)
    at_once = apply_delta(state, combine(several))
    assert at_once.answers == one_by_one.answers
    assert at_once.unconfirmed == one_by_one.unconfirmed
    assert dict(at_once.reasons) == dict(one_by_one.reasons)
    assert dict(at_once.remarks) == dict(one_by_one.remarks)


@pytest.mark.slow
@given(states(), deltas())
def test_leaving_out_what_does_not_differ_changes_nothing(state: DraftState, delta: Delta) -> None:
    whole = apply_delta(state, delta)
    assert apply_delta(state, only_differing(state, delta)).answers == whole.answers


def test_a_tick_and_the_number_one_are_different_answers() -> None:
    place = Place("P04", "budget", None, "paid")
    state = DraftState(Answers({place: 1}), frozenset(), MappingProxyType({}))
    assert only_differing(state, build_value_delta({place: 1})) == Delta()
    assert only_differing(state, build_value_delta({place: True})).values == {place.path: True}
