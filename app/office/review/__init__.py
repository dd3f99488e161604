"""Review of received returns: overview, differences, decisions, merging."""
