"""What can be asked of a film, kind by kind: each module holds a table of phrasings."""
