"""A moving storyboard of a prompt: shots with figures that do what its verbs say."""
