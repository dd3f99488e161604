"""The domain model: immutable values that touch no file, screen or network."""
