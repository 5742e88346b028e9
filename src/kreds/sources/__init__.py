"""Outside formats in: containers, tables, and one reader for each kind of file."""
