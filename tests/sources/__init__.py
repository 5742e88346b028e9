"""Tests of the room sources: files in, rows and records out."""
