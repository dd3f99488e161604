"""Page furniture: running head and foot, page x/y, control number, QR code, demo mark."""

from collections.abc import Callable
from dataclasses import dataclass

from app.documents.fonts import kai
from app.documents.qr import draw_qr_operators
from app.documents.structure import PAGINATION

Encoder = Callable[[str], list[tuple[str, str]]]

_MARGIN = 56.0
_SMALL = 9.0
QR_SIDE = 34.0
_DEMO_RED = "0.75 0.1 0.1"


@dataclass(frozen=True, kw_only=True)
class Furniture:
    """The texts of the page furniture; empty ones are left out."""

    head_left: str = ""
    head_right: str = ""
    foot_left: str = ""
    control_number: str = ""
    """Printed in the foot with its QR code."""
    control_note: str = ""
    """Printed in place of a control number that does not exist yet, without a QR code."""
    has_qr_code: bool = True
    """Whether the control number is also a QR code; its space is reserved either way."""
    demo_mark: str = ""
    """The mark of demonstration data (示範資料), in red in the head and across the page."""
    has_cover: bool = False
    """Whether the first page is a cover, without a running head."""


def draw_text_operators(
    encode: Encoder, text: str, x: float, y: float, size: float, color: str = "0 0 0"
) -> str:
    """Build the PDF operators of one line of text with its baseline origin at (x, y)."""
    shown = " ".join(f"{name} {size:g} Tf <{codes}> Tj" for name, codes in encode(text))
    return f"q {color} rg BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET Q"


def draw_furniture(
    furniture: Furniture, encode: Encoder, size: tuple[float, float], page: int, pages: int
) -> str:
    """Build the PDF operators of one page's furniture, tagged as a pagination artifact."""
    width, height = size
    parts = [PAGINATION]
    if not (furniture.has_cover and page == 1):
        parts += _head(furniture, encode, width, height)
    parts += _foot(furniture, encode, width, f"第 {page} 頁／共 {pages} 頁")
    if furniture.demo_mark:
        label = f"【{furniture.demo_mark}】"
        x = (width - kai().string_width(label, 12)) / 2
        parts.append(draw_text_operators(encode, label, x, height - 34, 12, _DEMO_RED))
    return "\n".join([*parts, "EMC", ""])


def draw_underlay(furniture: Furniture, encode: Encoder, size: tuple[float, float]) -> str:
    """Build the PDF operators of the demo mark, drawn below the content of a page."""
    if not furniture.demo_mark:
        return ""
    return f"/Artifact <</Type /Background>> BDC\n{_mark_across(furniture, encode, *size)}\nEMC\n"


def _head(furniture: Furniture, encode: Encoder, width: float, height: float) -> list[str]:
    parts = []
    room = width - 2 * _MARGIN
    if furniture.head_right:
        room -= kai().string_width(furniture.head_right, _SMALL) + _SMALL
    if furniture.head_left:
        head, size = _fit(furniture.head_left, room)
        parts.append(draw_text_operators(encode, head, _MARGIN, height - 46, size))
    if furniture.head_right:
        x = width - _MARGIN - kai().string_width(furniture.head_right, _SMALL)
        parts.append(draw_text_operators(encode, furniture.head_right, x, height - 46, _SMALL))
    if parts:
        parts.append(_rule(_MARGIN, width - _MARGIN, height - 52))
    return parts


def _fit(text: str, room: float) -> tuple[str, float]:
    """A line as it fits: in smaller type if need be, and shortened in its middle at the last."""
    for size in (_SMALL, _SMALL - 1, _SMALL - 2):
        if kai().string_width(text, size) <= room:
            return text, size
    kept = len(text) // 2
    while kai().string_width(f"{text[:kept]}…{text[-kept:]}", size) > room:
        kept -= 1
    return f"{text[:kept]}…{text[-kept:]}", size


def _foot(furniture: Furniture, encode: Encoder, width: float, counter: str) -> list[str]:
    parts = [_rule(_MARGIN, width - _MARGIN, 62)]
    x = (width - kai().string_width(counter, _SMALL + 1)) / 2
    parts.append(draw_text_operators(encode, counter, x, 46, _SMALL + 1))
    left = _MARGIN
    if furniture.control_number:
        if furniture.has_qr_code:
            parts.append(draw_qr_operators(furniture.control_number, left, 22, QR_SIDE))
        left += QR_SIDE + 6
        parts.append(draw_text_operators(encode, "控制碼", left, 46, _SMALL))
        parts.append(draw_text_operators(encode, furniture.control_number, left, 32, _SMALL))
    elif furniture.control_note:
        label = f"控制碼　{furniture.control_note}"
        parts.append(draw_text_operators(encode, label, left, 46, _SMALL))
    if furniture.foot_left:
        x = width - _MARGIN - kai().string_width(furniture.foot_left, _SMALL)
        parts.append(draw_text_operators(encode, furniture.foot_left, x, 46, _SMALL))
    return parts


def _mark_across(furniture: Furniture, encode: Encoder, width: float, height: float) -> str:
    """The demo mark, pale and rotated by 45° about the centre of the page.

    Its ActualText is empty, so that it does not appear in text copied from the page.
    """
    mark, size = furniture.demo_mark, 96.0
    left = -kai().string_width(mark, size) / 2
    shown = " ".join(f"{name} {size:g} Tf <{codes}> Tj" for name, codes in encode(mark))
    return (
        f"/Span <</ActualText <FEFF>>> BDC q 0.7071 0.7071 -0.7071 0.7071 "
        f"{width / 2:.2f} {height / 2:.2f} cm 0.96 0.86 0.86 rg "
        f"BT 1 0 0 1 {left:.2f} {-size / 3:.2f} Tm {shown} ET Q EMC"
    )


def _rule(x1: float, x2: float, y: float) -> str:
    return f"q 0.5 w 0.35 G {x1:.2f} {y:.2f} m {x2:.2f} {y:.2f} l S Q"
