"""Accounts, keys, session tokens and rate limits of both APIs."""
