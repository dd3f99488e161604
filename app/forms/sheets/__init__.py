"""What a sheet means beyond its cells: its rows and columns, where pasted blocks belong."""
