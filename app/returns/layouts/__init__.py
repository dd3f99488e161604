"""What a return looks like on paper: one folder for each layout, frozen where it is released."""
