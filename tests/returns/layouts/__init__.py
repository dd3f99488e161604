"""Layouts of returns, each as it was released."""
