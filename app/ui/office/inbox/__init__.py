"""收件: files imported, one line each, with their receipts."""
