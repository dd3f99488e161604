"""What the rules say, as a list; used by the fill and the check page."""
