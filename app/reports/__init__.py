"""Reports of a merged round: figures, tables, charts, consolidated report and workbook."""
