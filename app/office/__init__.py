"""The coordinating office: rounds, registry, importing, review, merging, and the audit log."""
