"""How a film looks: presets, color roles, and the style prompt."""
