"""Steps: one module a layout, each for wide and for tall frames."""
