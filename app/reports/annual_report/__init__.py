"""The yearly performance report as a PDF, one module a part."""
