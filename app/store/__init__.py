"""Where things are kept: SQLite stores, their tables, lock, creation and migrations."""
