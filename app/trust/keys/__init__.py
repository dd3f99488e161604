"""Private keys: PKCS#12 files, PKCS#11 tokens, the office's key."""
