"""Pictures made smaller: JPEG and PNG by their content, read by Qt, without what a camera noted."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from app.returns.attachments.choosing import ChosenFile

LONGEST_EDGE = 1920
"""In pixels: fills a screen, and a page in print at 200 dots an inch."""
_ASKED_FROM_BYTES = 1_000_000
_WORTH_IT = 0.7
_QUALITY = 85
_FORMATS = {"image/jpeg": b"jpeg", "image/png": b"png"}


class ScaledPicture(NamedTuple):
    """A picture as it is, and what it may be made."""

    original: ChosenFile
    size: tuple[int, int]
    smaller: ChosenFile
    smaller_size: tuple[int, int]


def scale_picture(file: ChosenFile) -> ScaledPicture | None:
    """Make a large picture smaller, on any thread.

    None for what is no picture, cannot be read as one, or would not become much smaller.
    """
    kind = _FORMATS.get(file.digest.media_type)
    if kind is None or len(file.content) < _ASKED_FROM_BYTES:
        return None
    image = _read(file.content, kind)
    if image is None:
        return None
    edge = min(LONGEST_EDGE, max(image.width(), image.height()))
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    scaled = image.scaled(QSize(edge, edge), keep, smooth)
    content = _write(scaled, kind)
    if not content or len(content) > len(file.content) * _WORTH_IT:
        return None
    return ScaledPicture(
        file,
        (image.width(), image.height()),
        ChosenFile(PurePath(file.name).name, content),
        (scaled.width(), scaled.height()),
    )


def replace_scaled(
    files: Sequence[ChosenFile], scaled: Sequence[ScaledPicture]
) -> tuple[ChosenFile, ...]:
    """The files with the smaller pictures in place of theirs."""
    smaller = {each.original: each.smaller for each in scaled}
    return tuple(smaller.get(each, each) for each in files)


def _read(content: bytes, kind: bytes) -> QImage | None:
    """As it is meant to be looked at, whichever way the camera was held."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    image = reader.read()
    return None if image.isNull() else image


def _write(image: QImage, kind: bytes) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind))
    if kind == _FORMATS["image/jpeg"]:
        writer.setQuality(_QUALITY)
    for key in image.textKeys():  # a camera's notes, places among them
        image.setText(key, "")
    return bytes(buffer.data().data()) if writer.write(image) else b""
