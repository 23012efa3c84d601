"""Equations: set, written on, and turned from line to line."""
