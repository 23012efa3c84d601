"""SQLite, files and folders of a studio's home."""
