"""What a side prints when it is done."""

import json
from pathlib import Path


def print_side(seconds: float) -> None:
    """Print the time and this process's peak memory for `run_side`."""
    print(json.dumps({"seconds": seconds, "peak_mb": read_peak_mb()}))


def read_peak_mb() -> float:
    """This process's peak memory."""
    # Not getrusage: its figure starts from the parent's size at the fork.
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("VmHWM")
