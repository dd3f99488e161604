"""檢核: every finding of the draft."""
