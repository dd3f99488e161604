"""填報: the form of one project."""
