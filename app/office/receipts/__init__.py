"""Receipts (收件回條) of what was imported or refused."""
