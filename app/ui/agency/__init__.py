"""The agency's side of the window."""
