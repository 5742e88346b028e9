"""Tests of the room reach: the tasting, the spread, what a change does."""
