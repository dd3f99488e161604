"""What a refused return seems to be, and what in it differs: for the sentence, believed by none."""
