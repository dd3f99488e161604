"""Tests of app.ui.agency."""
