"""Where a shot plays: settings painted in layers, from the sky to what stands before the camera."""
