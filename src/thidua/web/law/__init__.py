"""The law as it is in the data: an index by regime, a page per title, and the police regulations with their ladder."""
