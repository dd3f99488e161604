"""The manual, its generated pages and its screenshots."""
