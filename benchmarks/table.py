"""The comparison table as Markdown."""

from collections.abc import Iterable

from benchmarks.comparison import Comparison, Side

_HEADER = (
    "| 項目 | 對照 | 本程式 | 對照值 | 倍率 | 目標 | 達成 | 記憶體（本／對照） |",
    "|---|---|---:|---:|---:|---:|---|---:|",
)


def format_table(comparisons: Iterable[Comparison]) -> str:
    """One row a claim; what an unmet goal would need stands below the table."""
    rows = list(comparisons)
    lines = [*_HEADER, *(_format_row(each) for each in rows)]
    missed = [each for each in rows if not each.is_met]
    lines += [""] * bool(missed)
    lines += [f"- 未達目標：{each.claim}——需要：{each.needed}" for each in missed]
    return "\n".join(lines)


def _format_row(row: Comparison) -> str:
    memory = f"{row.ours.peak_mb:.0f}／{row.peer.peak_mb:.0f} MB"
    verdict = "✓" if row.is_met else "✗"
    cells = (
        row.claim,
        row.against,
        _format_time(row.ours),
        _format_time(row.peer),
        f"{row.ratio:.2f}×",
        f"≤ {row.goal}×",
        verdict,
        memory,
    )
    return "| " + " | ".join(cells) + " |"


def _format_time(side: Side) -> str:
    if side.seconds < 0.001:
        return f"{side.seconds * 1e6:.0f} µs"
    if side.seconds < 1:
        return f"{side.seconds * 1e3:.1f} ms"
    return f"{side.seconds:.2f} s"
