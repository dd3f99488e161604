"""What any file is, for either role, without taking anything in. Stands above both desks."""
