"""報告: the papers, previewed, saved and printed."""
