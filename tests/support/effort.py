"""How hard tests try: usually, and in the long runs (`make test-long`, which is `--long`)."""

from hypothesis import settings

LONG_FACTOR = 20
"""How many times as many tries the long runs make."""


def share_of_examples(share: float) -> settings:
    """For a property whose single example is dear: that share of the usual or long number."""
    usual = settings.default.max_examples if settings.default is not None else 100
    return settings(max_examples=max(1, round(usual * share)), deadline=None)
