"""Widgets that know no role: tables, notices, dialogs, theme, the task runner."""
