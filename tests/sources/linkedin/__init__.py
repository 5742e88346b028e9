"""Tests of the readers of LinkedIn's own files."""
