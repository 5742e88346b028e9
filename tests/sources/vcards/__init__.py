"""Tests of the reader of address books."""
