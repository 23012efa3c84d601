"""Edits: a request in words becomes a changed storyboard, and that a film."""
