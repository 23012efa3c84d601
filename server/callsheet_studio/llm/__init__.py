"""The user's own language model and speech endpoints."""
