"""Parallel and resumable rendering: processes, checkpoints, names by content."""
