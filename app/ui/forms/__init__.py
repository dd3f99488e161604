"""Form widgets built from a FormSpec: editors, grids, cards, and their binding to a draft."""
