"""紀錄: what was handed in, with its receipts."""
