"""Money: what calls cost, and what the user agreed to."""
