"""Golden texts: compared with a readable diff, written anew with TIANBAO_GOLDENS=write."""

import os
from difflib import unified_diff
from pathlib import Path

GOLDENS = Path(__file__).resolve().parent.parent / "golden"


def check_golden(name: str, text: str) -> None:
    """Hold a text against `tests/golden/<name>`. Look at what changed before committing it."""
    path = GOLDENS / name
    if os.environ.get("TIANBAO_GOLDENS") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    expected = path.read_text(encoding="utf-8")
    changes = unified_diff(
        expected.splitlines(), text.splitlines(), "golden", "now", lineterm="", n=1
    )
    assert expected == text, "\n".join(changes)
