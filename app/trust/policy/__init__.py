"""The trust policy: reading it strictly, and judging algorithms by its dates."""
