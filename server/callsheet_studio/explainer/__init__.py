"""The explainer film: from a storyboard to the files of a film."""
