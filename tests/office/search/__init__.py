"""Search over everything handed in and decided."""
