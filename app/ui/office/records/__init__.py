"""紀錄: what was imported and what was done."""
