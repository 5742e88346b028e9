"""Cultivating: the balance, giving, and whether it worked."""
