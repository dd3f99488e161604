"""The base of every immutable value that is read from or written to a file."""

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A strict value: unknown keys in a file are errors, fields cannot be reassigned."""
