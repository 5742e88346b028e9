"""Strings without meaning of their own: names, days, addresses, phrases."""
