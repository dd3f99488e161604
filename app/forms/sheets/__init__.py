"""What a sheet means beyond its cells: where pasted blocks belong, what it adds up."""
