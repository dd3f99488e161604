"""The signed PDF: written, signed, read, verified. Knows no workbook."""
