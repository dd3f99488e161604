"""The table of characters, and what it makes of texts."""
