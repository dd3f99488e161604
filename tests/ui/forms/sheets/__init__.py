"""Tests of the sheets: model, table, keyboard, pasting."""
