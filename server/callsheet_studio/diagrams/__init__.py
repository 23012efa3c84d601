"""Diagrams as data: what they say, how they are read and written, and where their parts go."""
