"""The consolidated annual report as a PDF, one module per part."""
