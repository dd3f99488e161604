"""Which program is installed, and whether its files are those that were released."""
