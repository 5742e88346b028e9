"""Cleaning up (guide step 3): whom to look at, what the rules say of each, and what would be lost."""
