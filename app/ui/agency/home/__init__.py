"""待辦: the round, its due date, what is left."""
