"""Address books as vCards (versions 2.1, 3.0 and 4.0): who somebody is and where they work."""

from kreds.sources.vcards.reader import VERSION, CardsRead, read_cards

__all__ = ["VERSION", "CardsRead", "read_cards"]
