"""PDF documents: fonts, text flow and tables, QR codes, tagging and archival metadata."""
