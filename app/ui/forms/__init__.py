"""From a FormSpec to the screen: editors, grids, cards, and their binding to a draft."""
