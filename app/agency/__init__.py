"""The agency's desk: its store, rounds, keys and receipts. Knows nothing of the office."""
