"""From a clip's prompt to its shots."""
