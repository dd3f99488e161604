"""SVG rendering of charts for the screen; text stays text, in a Chinese font of the system."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.graphics.shapes import Circle, Drawing, Line, Rect, String
from reportlab.lib.colors import Color

from app.reports.charts import INK

_FAMILIES = "'Microsoft JhengHei UI', 'Noto Sans CJK TC', 'TW-Kai', sans-serif"


def render_chart_svg(drawing: Drawing, *, ink: str | None = None, family: str = _FAMILIES) -> bytes:
    """Render a drawing of `app.reports.charts` as SVG.

    `ink` is the colour of text and outlines on the window background (dark theme), e.g. `#E6E6E6`.
    Raises TypeError for a shape the charts do not use.
    """
    width, height = f"{drawing.width:g}", f"{drawing.height:g}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family={quoteattr(family)}>'
    )
    shapes = [_render(each, drawing.height, ink) for each in drawing.contents]
    return "\n".join([head, *shapes, "</svg>\n"]).encode()


def _render(shape: Any, height: float, ink: str | None) -> str:
    if isinstance(shape, Rect):
        return (
            f'<rect x="{shape.x:.2f}" y="{height - shape.y - shape.height:.2f}" '
            f'width="{shape.width:.2f}" height="{shape.height:.2f}" {_paint(shape, ink)}/>'
        )
    if isinstance(shape, Circle):
        return (
            f'<circle cx="{shape.cx:.2f}" cy="{height - shape.cy:.2f}" r="{shape.r:.2f}" '
            f"{_paint(shape, ink)}/>"
        )
    if isinstance(shape, Line):
        dashes = " ".join(f"{each:g}" for each in shape.strokeDashArray or ())
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        return (
            f'<line x1="{shape.x1:.2f}" y1="{height - shape.y1:.2f}" x2="{shape.x2:.2f}" '
            f'y2="{height - shape.y2:.2f}" stroke="{_hex(shape.strokeColor, ink)}" '
            f'stroke-width="{shape.strokeWidth:g}"{dashed}/>'
        )
    if isinstance(shape, String):
        return (
            f'<text x="{shape.x:.2f}" y="{height - shape.y:.2f}" font-size="{shape.fontSize:g}" '
            f'text-anchor="{shape.textAnchor}" fill="{_hex(shape.fillColor, ink)}">'
            f"{escape(shape.text)}</text>"
        )
    raise TypeError(type(shape).__name__)


def _paint(shape: Any, ink: str | None) -> str:
    stroke = f'stroke="{_hex(shape.strokeColor, ink)}" stroke-width="{shape.strokeWidth:g}"'
    return f'fill="{_hex(shape.fillColor, None)}" {stroke}'


def _hex(color: Color, ink: str | None) -> str:
    if ink is not None and color == INK:
        return ink
    return "#" + str(color.hexval())[2:]
