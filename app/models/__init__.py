"""What things are: immutable values with no file, screen or network in sight."""
