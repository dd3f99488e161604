"""Characters as they enter: kept, folded, cleaned or refused, by one table of all blocks."""
