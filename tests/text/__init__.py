"""Tests of the room text: names, addresses, dates, months."""
