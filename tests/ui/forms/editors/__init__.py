"""Tests of the editors of single fields."""
