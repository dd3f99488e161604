"""Settings page of both roles."""
