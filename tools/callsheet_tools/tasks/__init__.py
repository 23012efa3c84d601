"""Jobs as tasks, for clients that declare the Tasks extension."""
