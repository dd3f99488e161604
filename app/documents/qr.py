"""QR codes as horizontal runs of dark modules, drawn as rectangles."""

from functools import lru_cache

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel


@lru_cache(maxsize=64)
def build_qr_runs(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Encode a text: the modules per side and the dark runs (row from the top, column, length)."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    size = code.getModuleCount()
    runs = []
    for row in range(size):
        column = 0
        while column < size:
            start = column
            while column < size and code.isDark(row, column):
                column += 1
            if column > start:
                runs.append((row, start, column - start))
            column += 1
    return size, tuple(runs)


@lru_cache(maxsize=8)  # the same on every page of a document
def draw_qr_operators(text: str, x: float, y: float, side: float) -> str:
    """Build the PDF operators of a black QR code with its lower left corner at (x, y)."""
    size, runs = build_qr_runs(text)
    module = side / size
    rectangles = [
        f"{x + start * module:.3f} {y + side - (row + 1) * module:.3f} "
        f"{length * module:.3f} {module:.3f} re"
        for row, start, length in runs
    ]
    return "q 0 g\n" + "\n".join(rectangles) + "\nf Q"
