"""One module per schema number; revision ids are four digits."""
