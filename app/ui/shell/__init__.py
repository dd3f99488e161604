"""The window around the pages: start, frame, navigation, preferences, the hook for our own bugs."""
