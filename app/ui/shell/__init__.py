"""Application shell: start-up, main window, navigation, preferences and exception hook."""
