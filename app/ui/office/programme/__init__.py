"""方案: the approved plan as data."""
