"""Widgets shared by both roles: tables, notices, dialogs, theme, the task runner."""
