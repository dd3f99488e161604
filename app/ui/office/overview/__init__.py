"""總覽: how far each agency is, and the rounds."""
