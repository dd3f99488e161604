"""The office's ledger under any files in any order, against a plain model of what it accepts.

Really signed files: good, altered, of strangers, replayed, contradicting each other, also between
decisions of a reviewer, restarts and kills. What was accepted stands, and replays change nothing.
"""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.models.reviews import DecisionKind, Remark, ReturnState
from app.models.signatures import Carrier
from app.office.desk import OfficeDesk
from app.office.review.decision_rules import possible_decisions, state_after
from app.returns.verification import TrustContext, Verification, verify_file
from tests.office.scenes import BROKEN, NOON
from tests.office.signed_series import AGENCIES, SignedReturn, signed_series
from tests.support.disk_images import copied_before_statement, copy_image
from tests.support.effort import share_of_examples

ALREADY = "ALREADY_IMPORTED"
NAMES = ("1", "1", "2", "2", "3", "2-other", "1-stranger", "1-altered", "2-altered")
SENT_BACK = (Remark(place=None, text="請補充說明。"),)


@dataclass(frozen=True)
class Offered:
    """A file as the model sees it: `refusal` where it is not good by itself."""

    agency: str
    revision: int
    digest: str
    supersedes: str | None
    content: bytes
    carrier: Carrier
    refusal: str | None = None

    @property
    def suffix(self) -> str:
        return "pdf" if self.carrier is Carrier.PDF else "xlsx"


@dataclass(frozen=True)
class Held:
    """A revision the office should hold."""

    digest: str
    state: ReturnState = ReturnState.UNDER_REVIEW
    contents: frozenset[bytes] = frozenset()


@dataclass(frozen=True)
class LedgerModel:
    """Each agency's chain of revisions."""

    chains: Mapping[str, tuple[Held, ...]] = field(
        default_factory=lambda: dict.fromkeys(AGENCIES, ())
    )

    def offer(self, batch: Sequence[Offered]) -> tuple["LedgerModel", list[str]]:
        """What becomes of a batch, and the code of each file."""
        codes: dict[int, str] = {}
        open_files: list[tuple[int, Offered]] = []
        for position, each in enumerate(batch):
            if self._knows(each):
                codes[position] = ALREADY
            elif each.refusal is not None:
                codes[position] = each.refusal
            else:
                open_files.append((position, each))
        model = self
        open_files.sort(key=lambda each: (each[1].agency, each[1].revision))
        for _, group in groupby(open_files, key=lambda each: (each[1].agency, each[1].revision)):
            model = model._offer_revision(list(group), codes)
        return model, [codes[position] for position in range(len(batch))]

    def decide(self, agency: str, kind: DecisionKind) -> "LedgerModel":
        *earlier, last = self.chains[agency]
        return self._with(agency, (*earlier, replace(last, state=state_after(kind))))

    def _offer_revision(
        self, group: list[tuple[int, Offered]], codes: dict[int, str]
    ) -> "LedgerModel":
        fitting = {each.digest for _, each in group if self._judge(each) == "IMPORTED"}
        model = self
        for position, each in group:
            is_rival = len(fitting) > 1 and each.digest in fitting
            codes[position] = "REVISION_CONFLICT" if is_rival else model._judge(each)
            if codes[position] in ("IMPORTED", ALREADY):
                model = model._keep(each)
        return model

    def _judge(self, offered: Offered) -> str:
        chain = self.chains[offered.agency]
        last = len(chain)
        if offered.revision <= last:
            if chain[offered.revision - 1].digest == offered.digest:
                return ALREADY
            return "REVISION_CONFLICT" if offered.revision == last else "REPLAY_OLD"
        if offered.revision > last + 1:
            return "REVISION_GAP"
        before = chain[-1].digest if chain else None
        return "IMPORTED" if offered.supersedes == before else "SUPERSEDES_MISMATCH"

    def _keep(self, offered: Offered) -> "LedgerModel":
        chain = list(self.chains[offered.agency])
        if len(chain) < offered.revision:
            chain.append(Held(offered.digest))
        held = chain[offered.revision - 1]
        contents = held.contents | {offered.content}
        chain[offered.revision - 1] = replace(held, contents=contents)
        return self._with(offered.agency, tuple(chain))

    def _with(self, agency: str, chain: tuple[Held, ...]) -> "LedgerModel":
        return LedgerModel({**self.chains, agency: chain})

    def _knows(self, offered: Offered) -> bool:
        chain = self.chains[offered.agency]
        return any(offered.content in each.contents for each in chain)


@cache
def offered_file(agency: str, name: str, carrier: Carrier) -> Offered:
    """One file of the series; altered ones have a byte flipped where it matters."""
    plain, _, kind = name.partition("-")
    source = signed_series().files[(agency, plain if kind == "altered" else name, carrier)]
    if kind == "altered":
        return _build(source, _alter(source.content))
    return _build(source, source.content)


def _alter(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 0x20]) + content[middle + 1 :]


def _build(source: SignedReturn, content: bytes) -> Offered:
    return Offered(
        agency=source.agency,
        revision=source.payload.revision,
        digest=source.payload.sha256(),
        supersedes=source.payload.supersedes_sha256,
        content=content,
        carrier=source.carrier,
        refusal=_refusal(content, source.file_name),
    )


@cache
def _trust() -> TrustContext:
    with (
        tempfile.TemporaryDirectory() as name,
        OfficeDesk.open(signed_series().write_store(Path(name)), clock=lambda: NOON) as desk,
    ):
        return desk.trust.context(NOON)


@cache
def _verified(content: bytes, name: str) -> Verification:
    return verify_file(content, name, _trust())


def verify_once(content: bytes, name: str, _trust: TrustContext) -> Verification:
    """The real verification, once for the same bytes: nothing it depends on changes here."""
    return _verified(content, f"a{Path(name).suffix}")


def _refusal(content: bytes, name: str) -> str | None:
    verdict = verify_once(content, name, _trust()).verdict
    return None if verdict.is_good else verdict.reasons[0].code


files = st.tuples(st.sampled_from(AGENCIES), st.sampled_from(NAMES), st.sampled_from(list(Carrier)))
batches = st.lists(files, min_size=1, max_size=7)


class LedgerMachine(RuleBasedStateMachine):
    """Rules do one thing at the desk and to the model."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.lives = 0
        self.written = 0
        self.model = LedgerModel()
        self.desk = self._open(signed_series().write_store(self.folder))

    def teardown(self) -> None:
        try:
            self.offer_what_is_held_again()
            self.the_same_files_give_the_same_in_another_order()
            assert self.desk.facts.compare() == ()
        finally:
            self.desk._bench.store.abandon()
            shutil.rmtree(self.folder)

    @rule(batch=batches)
    def offer(self, batch: list[tuple[str, str, Carrier]]) -> None:
        offered = [offered_file(*each) for each in batch]
        self.model, codes = self.model.offer(offered)
        assert self._import(self.desk, offered) == codes

    @rule(agency=st.sampled_from(AGENCIES), kinds=st.sampled_from(("good", "other", "both")))
    def offer_the_next(self, agency: str, kinds: str) -> None:
        """The revision an agency would send now, the other one of that number, or both at once."""
        number = min(len(self.model.chains[agency]) + 1, 3)
        names = {"good": [f"{number}"], "other": ["2-other"], "both": [f"{number}", "2-other"]}
        self.offer([(agency, each, kind) for each in names[kinds] for kind in Carrier])

    @rule()
    def offer_what_is_held_again(self) -> None:
        """A replay of every file changes nothing, and is recognised."""
        offered = [each for each in self._everything() if self.model._knows(each)]
        before = self.model
        self.model, codes = self.model.offer(offered)
        assert self.model == before
        assert set(codes) <= {ALREADY}
        assert self._import(self.desk, offered) == codes

    @rule(batch=batches, row=st.integers(1, 12))
    def killed_while_taking_in(self, batch: list[tuple[str, str, Carrier]], row: int) -> None:
        """What a killed import left is whole, and offering the batch again completes it."""
        offered = [offered_file(*each) for each in batch]
        image = self._next_path()
        store = self.desk._bench.store
        with copied_before_statement(store, row, image, "INSERT"):
            self._import(self.desk, offered)
        if not image.exists():
            copy_image(store.path, image)
        self.desk._bench.store.abandon()
        self.desk = self._open(image)
        self.what_was_taken_in_is_whole()
        self._import(self.desk, offered)
        self.model, _ = self.model.offer(offered)

    @precondition(lambda self: any(self.model.chains.values()))
    @rule(data=st.data())
    def decide(self, data: st.DataObject) -> None:
        reached = [each for each in AGENCIES if self.model.chains[each]]
        agency = data.draw(st.sampled_from(reached))
        state = self.model.chains[agency][-1].state
        kind = data.draw(st.sampled_from(possible_decisions(state)))
        remarks = SENT_BACK if kind is DecisionKind.SEND_BACK else ()
        self.desk.review.decide(self._round, agency, kind, remarks, "李審查", NOON)
        self.model = self.model.decide(agency, kind)

    @rule(is_closed=st.booleans())
    def restart(self, is_closed: bool) -> None:
        if is_closed:
            path = self.desk.path
            self.desk.close()
        else:
            path = copy_image(self.desk.path, self._next_path())
            self.desk._bench.store.abandon()
        self.desk = self._open(path)

    @invariant()
    def what_was_taken_in_is_whole(self) -> None:
        """Every revision has its file and its entry in the import history."""
        held = [each for agency in AGENCIES for each in self._held(self.desk, agency)]
        assert all(each.contents for each in held)
        taken_in = [each for each in self.desk.records.ledger(None) if each.code == "IMPORTED"]
        assert len(taken_in) == len(held)

    @invariant()
    def the_office_holds_what_the_model_says(self) -> None:
        for agency, chain in self.model.chains.items():
            assert self._held(self.desk, agency) == chain
        merged = self.desk.returns.merged(self._round)
        latest = {each: chain[-1] for each, chain in self.model.chains.items() if chain}
        sent_back = {key for key, each in latest.items() if each.state is ReturnState.SENT_BACK}
        passed = {
            key: [each for each in chain if each.state is ReturnState.ACCEPTED][-1:]
            for key, chain in self.model.chains.items()
        }
        stands = {key: passed[key] if key in sent_back else [each] for key, each in latest.items()}
        assert {each.agency: each.payload_sha256 for each in merged.returns} == {
            key: each.digest for key, found in stands.items() for each in found
        }
        assert set(merged.sent_back) == {key for key in sent_back if not passed[key]}
        assert not set(merged.missing) & set(latest)

    def the_same_files_give_the_same_in_another_order(self) -> None:
        """Everything held, with what is good for nothing, in one shuffled batch at a new office."""
        offered = [each for each in self._everything() if self.model._knows(each)]
        offered += [offered_file(each, "1-altered", Carrier.PDF) for each in AGENCIES] * 2
        Random(len(offered)).shuffle(offered)
        folder = self._next_path().parent
        folder.mkdir()
        with OfficeDesk.open(
            signed_series().write_store(folder), clock=lambda: NOON, verify=verify_once
        ) as office:
            self._import(office, offered)
            for agency, chain in self.model.chains.items():
                fresh = tuple(replace(each, state=ReturnState.UNDER_REVIEW) for each in chain)
                assert self._held(office, agency) == fresh

    @property
    def _round(self) -> str:
        return signed_series().round.id

    def _held(self, desk: OfficeDesk, agency: str) -> tuple[Held, ...]:
        found = []
        for number, each in enumerate(desk.returns.received(self._round, agency), start=1):
            assert (each.revision, each.payload.sha256()) == (number, each.payload_sha256)
            signed = desk.returns.signed_files(self._round, agency, number)
            assert all(one.verdict.is_good for one in signed)
            contents = frozenset(one.content for one in signed)
            assert len(contents) == len(signed)
            found.append(Held(each.payload_sha256, each.state, contents))
        return tuple(found)

    def _everything(self) -> list[Offered]:
        names = dict.fromkeys(NAMES)
        return [offered_file(*key, kind) for key in _pairs(names) for kind in Carrier]

    def _import(self, desk: OfficeDesk, offered: Sequence[Offered]) -> list[str]:
        paths = []
        for each in offered:
            self.written += 1
            paths.append(self.folder / f"{self.written}.{each.suffix}")
            paths[-1].write_bytes(each.content)
        known = len(desk.records.ledger(None))
        results = desk.inbox.import_files(paths, now=NOON)
        entries = desk.records.ledger(None)[known:]
        assert sorted(each.code for each in entries) == sorted(each.code for each in results)
        for path in paths:
            path.unlink()
        return [each.code for each in results]

    def _open(self, path: Path) -> OfficeDesk:
        return OfficeDesk.open(path, clock=lambda: NOON, verify=verify_once)

    def _next_path(self) -> Path:
        self.lives += 1
        return self.folder / f"life-{self.lives}" / "office.tianbao"


def _pairs(names: Sequence[str] | dict[str, None]) -> list[tuple[str, str]]:
    return [(agency, name) for agency in AGENCIES for name in names]


def test_the_files_are_what_the_model_takes_them_for() -> None:
    for key in _pairs(dict.fromkeys(NAMES)):
        for carrier in Carrier:
            good = key[1] in ("1", "2", "3", "2-other")
            assert (offered_file(*key, carrier).refusal is None) == good
    assert _refusal(BROKEN, "a.pdf") is not None


@pytest.mark.slow
def test_the_office_holds_what_it_should_after_whatever_was_offered() -> None:
    run_state_machine_as_test(
        LedgerMachine, settings=settings(share_of_examples(0.15), stateful_step_count=15)
    )
