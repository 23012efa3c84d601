"""The journal's database: one interface, with SQLite and PostgreSQL behind it."""
