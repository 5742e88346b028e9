"""Tests of the synthetic network."""
