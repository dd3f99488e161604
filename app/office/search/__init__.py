"""Search (搜尋): every text that was handed in or decided, kept as the act that brings it is."""
