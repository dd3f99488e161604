"""Which payload may follow what is held: the rules by themselves."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.models.reviews import ReturnState
from app.office.importing.ledger_rules import (
    find_held,
    find_rivals,
    in_ledger_order,
    split_revisions,
)
from app.office.importing.received_returns import Held
from tests.office.scenes import refusal_of


@dataclass(frozen=True)
class Offer:
    revision: int
    payload_sha256: str
    supersedes_sha256: str | None = None
    agency: str = "MOFA"
    round_id: str = "114-annual"


def digest(name: str) -> str:
    return name * 32


def held(*names: str) -> dict[int, Held]:
    """A chain of revisions with these digests."""
    return {
        revision: Held(revision, revision, digest(name), ReturnState.UNDER_REVIEW)
        for revision, name in enumerate(names, 1)
    }


@pytest.mark.parametrize(
    ("offer", "chain", "outcome"),
    [
        (Offer(1, digest("aa")), (), "new"),
        (Offer(1, digest("aa")), ("aa",), "held"),
        (Offer(1, digest("aa")), ("aa", "bb"), "held"),
        (Offer(2, digest("bb"), digest("aa")), ("aa",), "new"),
        (Offer(1, digest("cc")), ("aa",), "REVISION_CONFLICT"),
        (Offer(1, digest("cc")), ("aa", "bb"), "REPLAY_OLD"),
        (Offer(3, digest("cc"), digest("bb")), ("aa",), "REVISION_GAP"),
        (Offer(2, digest("bb"), digest("aa")), (), "REVISION_GAP"),
        (Offer(2, digest("bb"), digest("cc")), ("aa",), "SUPERSEDES_MISMATCH"),
        (Offer(2, digest("bb"), None), ("aa",), "SUPERSEDES_MISMATCH"),
        (Offer(1, digest("aa"), digest("bb")), (), "SUPERSEDES_MISMATCH"),
        (Offer(0, digest("aa")), (), "REPLAY_OLD"),
    ],
)
def test_each_offer_has_one_outcome(offer: Offer, chain: tuple[str, ...], outcome: str) -> None:
    if outcome in ("new", "held"):
        same = find_held(offer, held(*chain))
        assert (same is not None) is (outcome == "held")
        assert same is None or same.revision == offer.revision
        return
    with pytest.raises(AppError) as caught:
        find_held(offer, held(*chain))
    assert refusal_of(caught.value) == outcome


def test_a_conflict_names_both_control_numbers() -> None:
    with pytest.raises(AppError) as caught:
        find_held(Offer(1, digest("cc")), held("aa"))
    assert caught.value.params["control_numbers"].count("、") == 1


def test_only_payloads_that_could_be_next_are_rivals() -> None:
    good, other = Offer(2, digest("bb"), digest("aa")), Offer(2, digest("cc"), digest("aa"))
    stray = Offer(2, digest("dd"), digest("ee"))
    assert find_rivals([good, other, stray], held("aa")) == (digest("bb"), digest("cc"))
    assert find_rivals([good, good, stray], held("aa")) == ()
    assert find_rivals([good, other], held("aa", "bb")) == ()


offers = st.builds(
    Offer,
    revision=st.integers(1, 4),
    payload_sha256=st.sampled_from([digest("aa"), digest("bb")]),
    agency=st.sampled_from(["MOE", "MOL"]),
)


@given(st.lists(offers))
def test_ledger_order_keeps_every_file_and_never_lets_a_revision_overtake(
    batch: list[Offer],
) -> None:
    groups = split_revisions(in_ledger_order(batch))
    flat = [each for group in groups for each in group]
    assert sorted(map(repr, flat)) == sorted(map(repr, batch))
    keys = [(group[0].agency, group[0].revision) for group in groups]
    assert keys == sorted(set(keys))
    for group in groups:
        assert len({(each.agency, each.revision) for each in group}) == 1
