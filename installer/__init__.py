"""Packages for the users' computers: how they are built, and how they are tried."""
