"""What a film sounds like: the voice, the music, and the mix of both."""
