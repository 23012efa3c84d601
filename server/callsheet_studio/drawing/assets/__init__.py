"""Data that the pictures are drawn with."""
