"""The draft (草稿): answers, journal, undo, attachments."""
