"""The laboratory: what a regulation does to those it scores, before it is signed.

Every point comes from `core.score.engine.score` and every place from `core.standing.stand`; the laboratory only
chooses the figures it asks them about. Numbers found by asking are exact; numbers found by drawing carry an
interval. Floats appear in laws of chance and in intervals, never in a point.
"""
