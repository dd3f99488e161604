"""RFC 3161 timestamps, and the evidence about the computer's clock."""
