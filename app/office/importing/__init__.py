"""Importing files: verification, ledger, received returns."""
