"""The payload and the printed document: what both carriers say. Knows neither of them."""
