"""The approved plan: loading, checking, reconciling and printing the catalogue."""
