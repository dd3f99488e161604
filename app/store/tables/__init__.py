"""The tables of both kinds of store."""
