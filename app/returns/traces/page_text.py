"""Text of a PDF's pages as any program may have written it, for the sentence of a refusal.

It is read in the order it is drawn, without places on the page, and within bounds; whoever made
the file decides what it says. Whether a return is good is decided elsewhere, never by this.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import islice

import pikepdf

_MOST_PAGES = 300
_MOST_BYTES = 20_000_000
"""Of all contents, inflated; a return of ten pages has a hundredth of it."""
_MOST_MAP_BYTES = 500_000
_MOST_FONTS = 400
_MOST_FORMS = 50
_TOKEN = re.compile(
    rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*+\))*+\)|<[0-9A-Fa-f\s]*>|<<|>>|/[^\s()<>\[\]{}/%]*|"
    rb"[+-]?[0-9.]+|[A-Za-z'\"*]+|[\[\]]|%[^\r\n]*",
    re.S,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r?\n|.)", re.S)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_SHOWS = (b"Tj", b"TJ", b"'", b'"')
_HEX = rb"<([0-9A-Fa-f\s]*)>"
_SPACE = re.compile(rb"begincodespacerange\s*" + _HEX)
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
_PAIR = re.compile(_HEX + rb"\s*" + _HEX)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.S)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\]]*)\])")
_MOST_CHARACTERS = 100_000
_MOST_STRINGS = 10_000
_MOST_RANGES = 10_000


class _Font:
    """How the codes of a font become characters."""

    def __init__(self, font: pikepdf.Object) -> None:
        self._width = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
        self._characters: dict[bytes, str] = {}
        if "/ToUnicode" in font:
            self._read_map(_inflate(font["/ToUnicode"], _MOST_MAP_BYTES))

    def decode(self, codes: bytes) -> str:
        """The characters; what has no entry is left out, or itself in a font without a map."""
        if not self._characters:
            return codes.decode("latin-1") if self._width == 1 else ""
        width = self._width
        pieces = (codes[at : at + width] for at in range(0, len(codes), width))
        return "".join(self._characters.get(each, "") for each in pieces)

    def _read_map(self, content: bytes) -> None:
        space = _SPACE.search(content)
        if space is not None:
            self._width = max(1, len(_from_hex(space[1])))
        for block in _CHARS.finditer(content):
            for code, text in _PAIR.findall(block[1]):
                self._characters[_from_hex(code)] = _to_text(text)
        for block in _RANGES.finditer(content):
            for first, last, text, texts in islice(_RANGE.findall(block[1]), _MOST_RANGES):
                self._add_range(_from_hex(first), _from_hex(last), text, texts)

    def _add_range(self, first: bytes, last: bytes, text: bytes, texts: bytes) -> None:
        start, end = int.from_bytes(first), int.from_bytes(last)
        if texts:
            for at, each in enumerate(re.findall(_HEX, texts)[: end - start + 1]):
                self._characters[(start + at).to_bytes(len(first))] = _to_text(each)
            return
        base = _to_text(text)
        if not base:
            return
        for at in range(end - start + 1):
            code = ord(base[-1]) + at
            if len(self._characters) > _MOST_CHARACTERS or code > 0x10FFFF:
                return
            if start + at >= 256 ** len(first):
                return
            self._characters[(start + at).to_bytes(len(first))] = base[:-1] + chr(code)


class PageTexts:
    """Reads the pages of one document; fonts and the room for what is inflated are shared."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._left = _MOST_BYTES
        self._forms = 0
        self._fonts: dict[tuple[int, int], _Font] = {}

    def read(self) -> list[str]:
        """One text a page, without spaces between words: programs set them as they like."""
        return [
            "".join(self._read_page(page).split()) for page in islice(self._pdf.pages, _MOST_PAGES)
        ]

    def _read_page(self, page: pikepdf.Page) -> str:
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        content = b"\n".join(
            self._take(each) for each in streams if isinstance(each, pikepdf.Stream)
        )
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        return "".join(self._run(content, resources, 0))

    def _run(self, content: bytes, resources: pikepdf.Object, depth: int) -> Iterator[str]:
        fonts = resources.get("/Font", pikepdf.Dictionary())
        objects = resources.get("/XObject", pikepdf.Dictionary())
        font: _Font | None = None
        strings: list[bytes] = []
        name = ""
        for found in _TOKEN.finditer(content):
            token = found[0]
            if token.startswith((b"(", b"<")) and token != b"<<":
                if len(strings) < _MOST_STRINGS:
                    strings.append(_read_string(token))
            elif token.startswith(b"/"):
                name = token.decode("latin-1")
            elif token == b"Tf":
                font = self._find_font(fonts, name)
                strings = []
            elif token in _SHOWS:
                if font is not None:
                    yield font.decode(b"".join(strings))
                strings = []
            elif token == b"Do":
                yield from self._draw(objects, name, depth)
            elif token[:1].isalpha():
                strings = []

    def _draw(self, objects: pikepdf.Object, name: str, depth: int) -> Iterator[str]:
        form = objects.get(name)
        self._forms += 1
        is_form = isinstance(form, pikepdf.Stream) and str(form.get("/Subtype", "")) == "/Form"
        if form is not None and is_form and depth < 3 and self._forms < _MOST_FORMS:
            resources = form.get("/Resources", pikepdf.Dictionary())
            yield from self._run(self._take(form), resources, depth + 1)

    def _find_font(self, fonts: pikepdf.Object, name: str) -> _Font | None:
        font = fonts.get(name)
        if font is None:
            return None
        key = font.objgen
        if key == (0, 0):
            return _Font(font)
        if key not in self._fonts and len(self._fonts) < _MOST_FONTS:
            self._fonts[key] = _Font(font)
        return self._fonts.get(key)

    def _take(self, stream: pikepdf.Object) -> bytes:
        content = _inflate(stream, self._left)
        self._left -= len(content)
        return content


def _inflate(stream: pikepdf.Object, most: int) -> bytes:
    """What comes out of a stream, cut off; b"" for filters pages are not packed with."""
    named = stream.get("/Filter")
    filters = [] if named is None else [named] if isinstance(named, pikepdf.Name) else list(named)
    raw = stream.read_raw_bytes()
    if not filters:
        return raw[:most]
    if [str(each) for each in filters] != ["/FlateDecode"] or most <= 0:
        return b""
    try:
        return zlib.decompressobj().decompress(raw, most)
    except zlib.error:
        return b""


def _read_string(token: bytes) -> bytes:
    if token.startswith(b"<"):
        return _from_hex(token[1:-1])
    return _ESCAPE.sub(_unescape, token[1:-1])


def _unescape(found: re.Match[bytes]) -> bytes:
    text = found[1]
    if text[:1].isdigit():
        return bytes([int(text, 8) & 0xFF])
    return b"" if text.endswith(b"\n") else _ESCAPED.get(text, text)


def _from_hex(text: bytes) -> bytes:
    plain = b"".join(text.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _to_text(text: bytes) -> str:
    return _from_hex(text).decode("utf-16-be", "ignore")
