"""Tests of the address books."""
