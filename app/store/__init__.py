"""Persistence: SQLite stores, their tables, lock, creation and migrations."""
