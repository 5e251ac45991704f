"""How long lines may be."""

MEASURE = 80
"""Cells of a comfortable line: 40 characters."""

MEASURES = range(32, 161, 8)
"""What a reader may take for comfortable: 16 to 80 characters, four at a time."""
