"""Requests in free words: what the rules do not understand, a language model puts into changes."""
