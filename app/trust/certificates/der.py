"""DER as far as it must be pinned: one value, one way to write each length, nothing besides.

Linear in the size of what is read; the library's own way of encoding anew is not.
"""

_DEEPEST = 24
_CONSTRUCTED, _LONG_TAG, _INTEGER = 0x20, 0x1F, 0x02
_UNIVERSAL_CONTAINERS = (0x30, 0x31)


def is_der(content: bytes) -> bool:
    """Tell whether the bytes are exactly one value in DER, containers looked into."""
    try:
        return _end_of_value(content, 0, len(content), 0) == len(content)
    except ValueError:
        return False


def encode_value(tag: int, *contents: bytes) -> bytes:
    """One value of a tag below 31 around what is already encoded."""
    content = b"".join(contents)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(digits))) + digits + content


def _end_of_value(content: bytes, place: int, end: int, depth: int) -> int:
    """Where the value that starts here ends. Raises ValueError for anything but DER."""
    if depth > _DEEPEST or place + 2 > end:
        raise ValueError(place)
    tag, size = content[place], content[place + 1]
    start = place + 2
    if size & 0x80:
        count = size & 0x7F
        size = int.from_bytes(content[start : start + count], "big")
        start += count
        if not 0 < count <= 4 or size < 0x80 or size < 1 << (8 * (count - 1)):
            raise ValueError(place)
    stop = start + size
    if stop > end or tag & _LONG_TAG == _LONG_TAG or not _is_plain(tag, content[start:stop]):
        raise ValueError(place)
    if tag & _CONSTRUCTED:
        inner = start
        while inner < stop:
            inner = _end_of_value(content, inner, stop, depth + 1)
    return stop


def _is_plain(tag: int, value: bytes) -> bool:
    """Tell whether a container is one, and a number is written no longer than needed."""
    if tag < 0x40 and tag & _CONSTRUCTED and tag not in _UNIVERSAL_CONTAINERS:
        return False
    if tag != _INTEGER:
        return True
    is_padded = len(value) > 1 and value[0] == (0xFF if value[1] & 0x80 else 0x00)
    return bool(value) and not is_padded
