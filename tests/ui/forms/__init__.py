"""Tests of app.ui.forms."""
