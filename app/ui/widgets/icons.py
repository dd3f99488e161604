"""Icons from `resources/icons`, tinted with a named colour of the theme."""

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QGuiApplication, QIcon, QImageReader, QPixmap

from app.resources import resource_path
from app.ui.widgets import theme
from app.ui.widgets.theme import Tone

SIZES = (16, 20)


def icon(name: str, tone: Tone = Tone.PLAIN) -> QIcon:
    """Load the icon of that file name (without .svg). Raises FileNotFoundError."""
    return _build_icon(name, theme.current_colours().tone(tone))


def pixmap(name: str, tone: Tone = Tone.PLAIN, size: int = 16) -> QPixmap:
    """Build the icon's pixmap for a label, sharp on all of the application's screens."""
    return icon(name, tone).pixmap(QSize(size, size))


@lru_cache(maxsize=512)
def _build_icon(name: str, colour: str) -> QIcon:
    source = _read_svg(name).replace("currentColor", colour).encode()
    built = QIcon()
    for ratio in _screen_ratios():
        for size in SIZES:
            built.addPixmap(_render(source, round(size * ratio), ratio))
    return built


def _screen_ratios() -> set[float]:
    return {screen.devicePixelRatio() for screen in QGuiApplication.screens()}


@lru_cache(maxsize=256)
def _read_svg(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def _render(source: bytes, pixels: int, ratio: float) -> QPixmap:
    buffer = QBuffer()
    buffer.setData(QByteArray(source))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"svg"))
    reader.setScaledSize(QSize(pixels, pixels))
    picture = QPixmap.fromImage(reader.read())
    picture.setDevicePixelRatio(ratio)
    return picture
