"""What both desks stand on: the store with its clock, and what is known of the time."""
