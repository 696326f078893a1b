"""Nominations on their way from the first name to the decision; the system counts and reminds, people decide."""
