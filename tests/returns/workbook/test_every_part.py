"""A signed workbook changed in one part, in every place, in all the ways that look harmless.

White space, ids, order, case, quotes, comments: a change that another reader would not notice is
a change all the same, wherever the signatures look (attack F15: 14 of 3,706 were called good).
"""

import re
from collections.abc import Callable, Iterator

import pytest

from app.returns.verification import verify_file
from app.returns.workbook.zip_profile import read_strict_zip, write_zip
from tests.returns.sample import sample, signed_workbook
from tests.returns.stamped import AUTHORITY, stamped_workbook, trusting
from tests.returns.workbook.packages import BOTH

Change = Callable[[bytes], Iterator[bytes]]

MADE = sample(BOTH)
SIGNED = signed_workbook(MADE)
STAMPED = stamped_workbook(BOTH)
TRUST = trusting(AUTHORITY, roles=BOTH)
_MOST_PLACES = 12
"""Of one kind of change in one part: the first and the last ones."""


def _everywhere(pattern: bytes, make: Callable[[re.Match[bytes]], bytes]) -> Change:
    def change(content: bytes) -> Iterator[bytes]:
        found = list(re.finditer(pattern, content, re.DOTALL))
        half = _MOST_PLACES // 2
        for each in found if len(found) <= _MOST_PLACES else found[:half] + found[-half:]:
            yield content[: each.start()] + make(each) + content[each.end() :]

    return change


_ATTRIBUTES = rb'<(\w[\w:]*)((?: [\w:]+="[^"]*"){2,})(/?)>'


def _turn_attributes(found: re.Match[bytes]) -> bytes:
    attributes = re.findall(rb' [\w:]+="[^"]*"', found[2])
    return b"<" + found[1] + b"".join(reversed(attributes)) + found[3] + b">"


CHANGES: dict[str, Change] = {
    "white space between": _everywhere(rb"><", lambda _: b">\n<"),
    "white space in a tag": _everywhere(rb"(<\w[^<>]*?)(/?>)", lambda at: at[1] + b" " + at[2]),
    "white space before an attribute": _everywhere(rb' (?=[\w:]+=")', lambda _: b"  "),
    "white space in an attribute": _everywhere(rb'="', lambda _: b'=" '),
    "white space in a text": _everywhere(rb"(?<=[^>?])</", lambda _: b" </"),
    "white space at the end": lambda content: iter((content + b"\n",)),
    "another quote": _everywhere(rb'="([^"]*)"', lambda at: b"='" + at[1] + b"'"),
    "another id": _everywhere(rb'Id="([^"]+)"', lambda at: b'Id="' + at[1] + b'x"'),
    "another case": _everywhere(rb'="([a-z])', lambda at: b'="' + at[1].upper()),
    "elements in another order": _everywhere(
        rb"(<(\w+) [^<>]*/>)(<\2 [^<>]*/>)", lambda at: at[3] + at[1]
    ),
    "attributes in another order": _everywhere(_ATTRIBUTES, _turn_attributes),
    "an empty element opened": _everywhere(
        rb"<(\w+)([^<>]*)/>", lambda at: b"<" + at[1] + at[2] + b"></" + at[1] + b">"
    ),
    "a comment": _everywhere(rb"><", lambda _: b"><!-- --><"),
    "a processing instruction": _everywhere(rb"><", lambda _: b"><?x y?><"),
    "a namespace more": _everywhere(rb"<(\w+) ", lambda at: b"<" + at[1] + b' xmlns:q="urn:q" '),
    "said out loud": _everywhere(rb"(<Relationship [^<>]*?)/>", lambda at: at[1]
                                 + b' TargetMode="Internal"/>'),
    "a character named by number": _everywhere(rb'="([a-z])', lambda at: b'="&#%d;' % at[1][0]),
    "another declaration": _everywhere(rb' standalone="yes"', lambda _: b""),
    "no declaration": _everywhere(rb"<\?xml[^>]*\?>\n?", lambda _: b""),
    "another line end": _everywhere(rb"\n", lambda _: b"\r\n"),
    "a byte order mark": lambda content: iter((b"\xef\xbb\xbf" + content,)),
}  # fmt: skip


def _is_good(content: bytes) -> bool:
    return verify_file(content, "return.xlsx", TRUST).verdict.is_good


def test_the_unchanged_ones_are_good() -> None:
    assert _is_good(SIGNED) and _is_good(STAMPED)


@pytest.mark.slow
@pytest.mark.parametrize("kind", CHANGES)
@pytest.mark.parametrize("signed", [SIGNED, STAMPED], ids=["signed", "stamped"])
def test_a_part_written_otherwise_is_refused(kind: str, signed: bytes) -> None:
    parts = read_strict_zip(signed)
    tried = 0
    for name, content in parts.items():
        if re.search(r"sheet[2-9]", name):
            continue  # one sheet stands for all
        for changed in CHANGES[kind](content):
            if changed != content:
                tried += 1
                assert not _is_good(write_zip({**parts, name: changed})), (name, changed[:400])
    assert tried


def test_parts_stored_in_another_order_are_refused() -> None:
    parts = list(read_strict_zip(SIGNED).items())
    for at in range(len(parts) - 1):
        turned = [*parts[:at], parts[at + 1], parts[at], *parts[at + 2 :]]
        assert not _is_good(write_zip(dict(turned))), parts[at][0]


def test_the_plumbing_rewritten_is_named() -> None:
    parts = read_strict_zip(SIGNED)
    for name in ("[Content_Types].xml", "_rels/.rels", "_xmlsignatures/sig2.xml"):
        changed = write_zip({**parts, name: parts[name].replace(b"><", b">\n<", 1)})
        verdict = verify_file(changed, "return.xlsx", TRUST).verdict
        (reason,) = verdict.reasons
        assert (reason.code, reason.params) == ("PART_REWRITTEN", {"part": name})
        assert not verdict.unchanged
