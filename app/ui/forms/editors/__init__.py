"""Editors of single fields, one class per field type: what is typed, chosen, attached or shown."""
