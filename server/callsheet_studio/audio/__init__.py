"""Sound: voice, music, mix, loudness and the AAC track."""
