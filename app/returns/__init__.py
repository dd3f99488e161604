"""Returns: from answers to signed files, and from signed files back to checked values."""
