"""Who acts in a shot: jointed figures, animals, vehicles and things, and how they move."""
