"""An ad becomes a report: what is seen, heard and read in it, and what to take from it."""
