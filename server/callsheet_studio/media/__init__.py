"""Media files: encoding, muxing, subtitles, contact sheets."""
