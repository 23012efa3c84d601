"""From a task to a storyboard: outlines, prose, topics, and the library of ready outlines."""
