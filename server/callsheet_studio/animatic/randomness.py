"""Chance that can be repeated: the same order and the same question give the same dice."""

import random


def seeded_random(id: str, *about: object) -> random.Random:
    """Dice for free choices about something in the order with this id."""
    return random.Random("/".join([id, *map(str, about)]))
