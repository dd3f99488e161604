"""搜尋: everything handed in and decided, by its text."""
