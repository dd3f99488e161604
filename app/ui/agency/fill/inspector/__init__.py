"""Beside the form: 說明, 去年, 意見 and 歷程 of the focused field."""
