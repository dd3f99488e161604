"""Paper: fonts, flowing text and tables, QR codes and the archival side of PDF files."""
