"""From a storyboard to a film: voice, timing, pictures, sound and the files of a film."""
