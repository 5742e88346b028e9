"""Guide 1a: who somebody is to the owner, what the owner wants, what is missing, whom to invite and accept."""
