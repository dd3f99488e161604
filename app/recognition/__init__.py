"""What a file is, told from its content before anybody judges it. Its words are for people only."""
