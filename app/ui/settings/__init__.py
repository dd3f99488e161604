"""The settings page of both roles."""
