"""The programme catalogue: loading, checks, reconciliation and formatting."""
