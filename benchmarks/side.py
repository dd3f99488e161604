"""What a side prints when it is done."""

import json
from pathlib import Path


def print_side(seconds: float) -> None:
    """Print the time and this process's peak memory for `run_side`."""
    print(json.dumps({"seconds": seconds, "peak_mb": _peak_kb() / 1024}))


def _peak_kb() -> int:
    # Not getrusage: its figure starts from the parent's size at the fork.
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise RuntimeError("VmHWM")
