"""The order and repetition of files never change what the office ends up with."""

import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.answers import Place
from app.models.returns import Payload
from app.models.rounds import Round
from app.models.signatures import Carrier
from app.office.desk import OfficeDesk
from tests.office.scenes import (
    BROKEN,
    CLOSES,
    DUE,
    NOON,
    OPENS,
    SUMMARY,
    chain,
    file_bytes,
    make_desk,
    make_payload,
    open_annual,
)
from tests.support.effort import share_of_examples

NONCE = "5e" * 32
AGENCIES = ("MOFA", "MOTC", "MOA")

State = dict[str, list[tuple[int, str, frozenset[Carrier], frozenset[str]]]]


def fix_nonce(desk: OfficeDesk, monkeyed: str = NONCE) -> Round:
    """The round, with the nonce the prepared files answer to."""
    from unittest.mock import patch

    with patch("app.office.rounds.rounds.secrets.token_hex", return_value=monkeyed):
        return open_annual(desk)


@cache
def good_files() -> tuple[bytes, ...]:
    """Pairs of three revisions of three agencies, and a workbook signed a second time."""
    with TemporaryDirectory() as folder, make_desk(Path(folder)) as desk:
        round_ = fix_nonce(desk)
    assert (round_.opens_on, round_.due_on, round_.closes_on) == (OPENS, DUE, CLOSES)
    payloads: list[Payload] = []
    for agency in AGENCIES:
        payloads += chain(round_, agency)
    files = [file_bytes(each, carrier) for each in payloads for carrier in Carrier]
    return (*files, file_bytes(payloads[0], copy=1))


@cache
def bad_files() -> tuple[bytes, ...]:
    """Files that contradict the good ones or each other, or are no returns at all."""
    with TemporaryDirectory() as folder, make_desk(Path(folder)) as desk:
        round_ = fix_nonce(desk)
    first = chain(round_, "MOFA")[0]
    rival = {SUMMARY: "與他檔不同的整體摘要內容，版次相同而控制碼不同。"}
    nobody = {Place(None, "officers", None, "head_name"): None}
    return (
        file_bytes(make_payload(round_, "MOFA", 2, first, rival)),
        file_bytes(make_payload(round_, "MOHW", 1, None, rival)),
        file_bytes(make_payload(round_, "MOHW", 1)),
        file_bytes(make_payload(round_, "HAC", 2, "ab" * 32)),
        file_bytes(make_payload(round_, "NDC", 1, None, nobody)),
        BROKEN,
    )


def import_batches(batches: list[list[bytes]]) -> State:
    """What a fresh office holds after importing these batches one after the other."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with make_desk(folder) as desk:
            round_ = fix_nonce(desk)
            for number, batch in enumerate(batches):
                paths = []
                for position, content in enumerate(batch):
                    paths.append(folder / f"{number}-{position}.bin")
                    paths[-1].write_bytes(content)
                results = desk.inbox.import_files(paths, now=NOON)
                assert len(results) == len(batch)
            return read_state(desk, round_)


def read_state(desk: OfficeDesk, round_: Round) -> State:
    return {
        agency.code: [
            (
                each.revision,
                each.payload_sha256,
                frozenset(each.carriers),
                frozenset(
                    file.sha256
                    for file in desk.returns.signed_files(round_.id, agency.code, each.revision)
                ),
            )
            for each in desk.returns.received(round_.id, agency.code)
        ]
        for agency in desk.records.programme.agencies
    }


@cache
def expected_state(with_bad: bool) -> State:
    files = [*good_files(), *(bad_files() if with_bad else ())]
    return import_batches([files])


@pytest.mark.slow
def test_the_set_says_what_it_should() -> None:
    plain, troubled = expected_state(False), expected_state(True)
    for agency in AGENCIES:
        assert [each[0] for each in plain[agency]] == [1, 2, 3]
        assert all(each[2] == frozenset(Carrier) for each in plain[agency])
    assert [len(each[3]) for each in plain["MOFA"]] == [3, 2, 2]
    # Two rivals for MOFA's second revision: neither counts, and the third hangs in the air.
    assert [each[0] for each in troubled["MOFA"]] == [1]
    assert [each[0] for each in troubled["MOTC"]] == [1, 2, 3]
    assert troubled["MOHW"] == troubled["HAC"] == troubled["NDC"] == []


@pytest.mark.slow
@share_of_examples(0.12)
@given(st.randoms(use_true_random=False), st.booleans())
def test_any_order_and_repetition_in_one_batch_gives_the_same(
    order: random.Random, with_bad: bool
) -> None:
    files = [*good_files(), *(bad_files() if with_bad else ())]
    shuffled = [*files, *order.choices(files, k=8)]
    order.shuffle(shuffled)
    assert import_batches([shuffled]) == expected_state(with_bad)


@pytest.mark.slow
@share_of_examples(0.08)
@given(st.randoms(use_true_random=False), st.integers(min_value=1, max_value=4))
def test_any_split_into_batches_gives_the_same_once_every_file_was_offered_again(
    order: random.Random, batch_count: int
) -> None:
    batches: list[list[bytes]] = [[] for _ in range(batch_count)]
    for each in good_files():
        order.choice(batches).append(each)
    for batch in batches:
        order.shuffle(batch)
    everything = list(good_files())
    order.shuffle(everything)
    assert import_batches([*batches, everything]) == expected_state(False)
