"""Facts: rows the office computes with, made from the evidence by every import."""
