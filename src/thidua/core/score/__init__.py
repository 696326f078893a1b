"""Scoring: a scheme (the regulation as data) turns one period's figures into points, working and class.

`scheme` says what a regulation can say, `table` what goes in and comes out, `engine` computes, `explain` reads
the working back as reasons. A point is computed in `engine` and nowhere else.
"""
