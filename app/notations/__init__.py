"""The ways a value is written by hand, by spreadsheets and in official papers, read into one."""
