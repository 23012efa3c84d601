"""Signing in over HTTP: who calls, by a token of this server or of an identity provider."""
