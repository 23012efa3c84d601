"""Code: colored, typed on, highlighted, and turned from one state into the next."""
