"""Tests of the room ties: features, judgement, reasons."""
