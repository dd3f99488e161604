"""Tests of the Windows build: the pinned parts, what is kept, what is imported."""
