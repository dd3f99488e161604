"""Tests of what a sheet means beyond its cells."""
