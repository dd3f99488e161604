"""Thousands of damaged files: none is accepted as something else, none crashes, none is slow.

`--long` tries many times as many, `--fuzz-seed` starts elsewhere. A failure names the seed of its
file.
"""

import io
import random
import tempfile
from collections.abc import Callable, Iterable
from functools import cache, partial

import pikepdf
import pytest

from app.messages import load_sentences
from app.returns.verification import verify_file
from app.returns.workbook.zip_profile import read_strict_zip
from tests.returns.mutations import PDF, WORKBOOK, Mutation, mutate
from tests.returns.pdf.forged_pdfs import ALONE, made, signed
from tests.returns.sample import answers, blank, sample, signed_workbook, trust
from tests.returns.stamped import good_pdf, good_workbook
from tests.support.bounded import MOST_MEGABYTES, MOST_SECONDS, measure, timed

_BATCHES = 4
WORKBOOKS, PDFS = 2_000, 500

_UNSIGNED_PARTS = ("[Content_Types].xml", "_rels/.rels", "_xmlsignatures/")


@cache
def _workbook() -> bytes:
    return signed_workbook(sample(the_answers=answers(blank(), behind=False)))


def _same_workbook(content: bytes, original: bytes) -> bool:
    """Every part that is data is as it was; what is plumbing is not read."""
    found, expected = read_strict_zip(content), read_strict_zip(original)
    return found.keys() == expected.keys() and all(
        found[name] == expected[name] for name in expected if not name.startswith(_UNSIGNED_PARTS)
    )


def _same_pdf(content: bytes, original: bytes) -> bool:
    """Accepted with other bytes is accepted with other content, but for what nobody shows."""
    return _shown(content) == _shown(original)


def _shown(content: bytes) -> tuple[object, ...]:
    """What the pages draw, and the payload."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawn = (each.obj["/Contents"].read_bytes() for each in pdf.pages)
        return (*drawn, pdf.Root.AF[0].EF.F.read_bytes())


def _keep(content: bytes, name: str) -> str:
    """Signatures are made with fresh keys: the file itself says more than its seed."""
    with tempfile.NamedTemporaryFile(suffix=f"-{name}", delete=False) as stream:
        stream.write(content)
    return stream.name


def _try_batch(
    original: bytes,
    name: str,
    mutations: tuple[Mutation, ...],
    is_same: Callable[[bytes, bytes], bool],
    seeds: Iterable[str],
) -> dict[str, object]:
    context, sentences = trust(made().round), load_sentences()
    slowest, wrong, reached, accepted = 0.0, [], set[str](), 0
    for seed in seeds:
        content = mutate(random.Random(seed), original, mutations)
        try:
            found, seconds = timed(partial(verify_file, content, name, context))
        except Exception as problem:
            wrong.append(f"{seed}: {type(problem).__name__}: {problem}")
            continue
        slowest = max(slowest, seconds)
        codes = {each.code for each in found.verdict.reasons}
        reached |= codes
        if not codes <= sentences.keys() or found.verdict.is_good == bool(codes):
            wrong.append(f"{seed}: {sorted(codes)}")
        if found.verdict.is_good:
            accepted += 1
            if not is_same(content, original):
                wrong.append(f"{seed}: accepted, see {_keep(content, name)}")
    return {
        "slowest": slowest,
        "wrong": wrong[:5],
        "reached": sorted(reached),
        "accepted": accepted,
    }


def _seeds(fuzz_seed: int, batch: int, share: int) -> list[str]:
    return [f"{fuzz_seed}-{batch}-{number}" for number in range(share)]


@pytest.mark.fuzz
@pytest.mark.parametrize("batch", range(_BATCHES))
def test_damaged_workbooks_are_refused(batch: int, effort: int, fuzz_seed: int) -> None:
    original = good_workbook() if batch % 2 else _workbook()
    share = effort * WORKBOOKS // _BATCHES
    seeds = _seeds(fuzz_seed, batch, share)
    found = measure(lambda: _try_batch(original, "return.xlsx", WORKBOOK, _same_workbook, seeds))
    assert found.result["wrong"] == []
    assert found.result["slowest"] < MOST_SECONDS
    assert found.megabytes < MOST_MEGABYTES
    assert found.result["accepted"] < share / 5  # parts in another order, white space
    families = {each.partition("_")[0] for each in found.result["reached"]}
    assert families >= {"ZIP", "XML", "CT", "REL", "SIG", "DIGEST"}


@pytest.mark.fuzz
@pytest.mark.parametrize("batch", range(_BATCHES))
def test_damaged_pdfs_are_refused(batch: int, effort: int, fuzz_seed: int) -> None:
    original = good_pdf() if batch % 2 else signed(ALONE)
    seeds = _seeds(fuzz_seed, batch, effort * PDFS // _BATCHES)
    found = measure(lambda: _try_batch(original, "return.pdf", PDF, _same_pdf, seeds))
    assert found.result["wrong"] == []
    assert found.result["slowest"] < MOST_SECONDS
    assert found.megabytes < MOST_MEGABYTES
    assert set(found.result["reached"]) >= {"PDF_FRAME", "SIG_STRUCTURE", "DIGEST_PART"}


def test_the_files_that_are_damaged_are_good_to_begin_with() -> None:
    context = trust(made().round)
    assert verify_file(_workbook(), "return.xlsx", context).verdict.is_good
    assert verify_file(signed(ALONE), "return.pdf", context).verdict.is_good
