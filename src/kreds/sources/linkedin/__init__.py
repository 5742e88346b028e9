"""LinkedIn's own download: one reader for each kind of file."""
