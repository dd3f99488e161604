"""Where Wine keeps what it makes."""

from pathlib import Path

from installer.windows import wine

ROOT = Path(__file__).resolve().parents[3]


def test_a_prefix_is_outside_of_the_sources_and_one_for_each_folder() -> None:
    """It links to the whole disk: a tool that walks the sources would never come back."""
    one, other = (wine.place_prefix(ROOT / "build" / name) for name in ("one", "other"))
    assert one != other
    assert not one.is_relative_to(ROOT)
    assert wine.place_prefix(ROOT / "build" / "one") == one
