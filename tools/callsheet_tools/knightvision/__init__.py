"""Knightvision: reports on ads, generated clips, characters."""
