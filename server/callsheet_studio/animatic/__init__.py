"""A moving storyboard of a prompt: pictures that are surely meant, and type for the rest."""
