"""Sheets: the rows of a section or of the whole agency, typed in and pasted into."""
