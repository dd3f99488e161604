"""Drafts (草稿): answers being typed, safe on disk at every step, with undo that survives."""
