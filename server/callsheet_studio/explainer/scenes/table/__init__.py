"""Tables: rows in time, with what is spoken of lit."""
