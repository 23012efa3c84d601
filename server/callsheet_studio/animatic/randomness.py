"""Random choices that can be repeated: the same order and subject give the same numbers."""

import random


def seeded_random(id: str, *about: object) -> random.Random:
    """Return a random generator that gives the same numbers for the same arguments.

    Args:
        id: The order's id.
        about: What is chosen, such as "look".
    """
    return random.Random("/".join([id, *map(str, about)]))
