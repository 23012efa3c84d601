"""Charts: bars in several shapes, upright or lying, and lines."""
