"""Providers: where they are, how they are called, and how often."""
