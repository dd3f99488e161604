"""What the figures take from the form 年度執行成果填報表, by section and field id."""
