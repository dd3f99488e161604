"""簽章: check, preview, sign, deliver."""
