"""What a side prints when it is done."""

import json
import resource


def print_side(seconds: float) -> None:
    """Print the time and this process's peak memory for `run_side`."""
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb}))
