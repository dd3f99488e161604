"""The schemas, one module each."""
