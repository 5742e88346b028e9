"""The clean-up: rules, portions, progress and losses."""
