"""Where the parts of a diagram go: positions and routes as plain numbers, the same every time."""
