"""Work that survives: jobs and their steps in SQLite, done by child processes."""
