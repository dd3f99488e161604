"""Commands that only the coordinating office has, under `office`."""
