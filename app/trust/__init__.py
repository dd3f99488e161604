"""Keys, the registry of certificates, round files and receipts: who may say what to whom."""
