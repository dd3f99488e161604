"""One claim: our side and the peer's side, each in processes of its own, and their ratio."""

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Side:
    """What one run of one side took."""

    seconds: float
    peak_mb: float


@dataclass(frozen=True)
class Comparison:
    """One row of the table. `needed` says what a goal not met would need."""

    claim: str
    against: str
    ours: Side
    peer: Side
    goal: Decimal
    needed: str = ""

    @property
    def ratio(self) -> float:
        """Our time over the peer's."""
        return self.ours.seconds / self.peer.seconds

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached."""
        return self.ratio <= float(self.goal)


def run_side(module: str, side: str, *arguments: str) -> Side:
    """Run `python -m benchmarks.<module> <side> …` and read its last line, a JSON object."""
    command = [sys.executable, "-m", f"benchmarks.{module}", side, *arguments]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}\n{finished.stdout}\n{finished.stderr}")
    answer = json.loads(finished.stdout.strip().splitlines()[-1])
    return Side(seconds=float(answer["seconds"]), peak_mb=float(answer["peak_mb"]))


def run_pair(module: str, *arguments: str, runs: int = 1) -> tuple[Side, Side]:
    """Run both sides in turn so that a drift of the machine meets both; medians of each."""
    ours, peers = [], []
    for _ in range(runs):
        ours.append(run_side(module, "ours", *arguments))
        peers.append(run_side(module, "peer", *arguments))
    return median_side(ours), median_side(peers)


def median_side(sides: Sequence[Side]) -> Side:
    """The median time and the largest peak."""
    return Side(
        seconds=statistics.median(each.seconds for each in sides),
        peak_mb=max(each.peak_mb for each in sides),
    )
