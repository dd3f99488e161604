"""審查: one return beside the one before it, comments, decision."""
