"""Certificates: facts, chains, the registry, fingerprints. Knows no private key."""
