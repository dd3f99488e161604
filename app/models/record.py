"""The base class of the immutable values that are read from or written to files."""

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A strict immutable value: an unknown key in a file is an error."""
