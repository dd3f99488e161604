"""The page that verifies any file, and how a verdict is shown; both roles."""
