"""From a merged round to figures, tables, charts, the consolidated report and the workbook."""
