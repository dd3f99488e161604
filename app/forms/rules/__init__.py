"""Rules: the generic ones a form declares word by word, and what coded rules are made of."""
