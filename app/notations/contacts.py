"""Telephone numbers and e-mail addresses as cards, mails and web pages write them, written one way.

What is not one of them for certain comes back as it was: the form's pattern then says so.
"""

import re
from collections.abc import Iterator

from app.characters.folding import fold_width

# Area codes, and how the numbers behind each are grouped; a longer code goes first.
_AREAS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("0826", (5,)), ("0836", (5,)), ("0800", (3, 3)), ("0809", (3, 3)),
    ("037", (3, 3)), ("082", (3, 3)), ("089", (3, 3)), ("049", (3, 4)), ("070", (4, 4)),
    ("02", (4, 4)), ("04", (4, 4)), ("04", (3, 4)), ("07", (3, 4)),
    ("03", (3, 4)), ("05", (3, 4)), ("06", (3, 4)), ("08", (3, 4)),
)  # fmt: skip
_MOBILE = re.compile(r"(09\d{2})(\d{3})(\d{3})", re.ASCII)
_LABEL = r"(?:(?:聯絡|連絡|辦公)?(?:電話|專線)|手機|tel(?:ephone)?|phone)\.? ?:? ?"
_TELEPHONE = re.compile(
    rf"(?:{_LABEL})?(?P<number>\+?[(\d][\d() .\-–—/]*\d)"
    r"(?: ?[,(]? ?(?:轉分機|分機(?:號碼)?|轉|#|ext(?:ension)?\.?|x) ?[:.]? ?"
    r"(?P<extension>\d{1,6}) ?\)?)?(?: ?\(?(?:代表號|總機)\)?)?",
    re.IGNORECASE | re.ASCII,
)
_COUNTRY = re.compile(r"(?:(?:\+|00)\(?886\)?|\(886\)|886(?=[ -]))[ -]*(?:\(0\))?0?")
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_BEFORE_EMAIL = re.compile(
    r"^(?:(?:e-?mail|電子郵件(?:地址|信箱)?|電子信箱|信箱) ?: ?)?(?:mailto:)?", re.IGNORECASE
)
_NAMED = re.compile(r"[^<>@]*<([^<>]+)>")


def tidy_telephone(text: str) -> str:
    """`02-2316-5300 分機 5432` for (02)23165300#5432; what is no such number stays as it is."""
    found = _TELEPHONE.fullmatch(fold_width(text).strip())
    if found is None:
        return text
    country = _COUNTRY.match(found["number"])
    rest = found["number"] if country is None else f"0{found['number'][country.end() :]}"
    groups = list(_group_digits(re.findall("[0-9]+", rest)))
    if len(groups) != 1:
        return text
    extension = f" 分機 {found['extension']}" if found["extension"] else ""
    return groups[0] + extension


def _group_digits(pieces: list[str]) -> Iterator[str]:
    """The number by area code and groups; none where it has too few or too many digits."""
    digits = "".join(pieces)
    mobile = _MOBILE.fullmatch(digits)
    if mobile is not None:
        yield "-".join(mobile.groups())
        return
    for area, lengths in _AREAS:
        fits = digits.startswith(area) and len(digits) == len(area) + sum(lengths)
        # where the area code ends was written: (03)712-3456 is not 037
        if fits and (len(pieces) == 1 or len(pieces[0]) == len(area)):
            parts, at = [area], len(area)
            for each in lengths:
                parts.append(digits[at : at + each])
                at += each
            yield "-".join(parts)
            return


def tidy_email(text: str) -> str:
    """The address alone, without its label, `mailto:` or the name before it."""
    plain = fold_width(text).strip().rstrip(";,。. ")
    named = _NAMED.fullmatch(plain)
    plain = (named[1] if named is not None else plain).strip()
    plain = _BEFORE_EMAIL.sub("", plain).partition("?")[0].strip()
    return plain if _EMAIL.fullmatch(plain) else text
