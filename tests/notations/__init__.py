"""How values are written, and what each way of it is read as."""
