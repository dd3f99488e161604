"""The signed workbook: written, signed, read, verified. Knows no PDF."""
