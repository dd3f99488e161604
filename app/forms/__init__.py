"""Forms: the declared blank, its field types, computed values and the one rule engine."""
