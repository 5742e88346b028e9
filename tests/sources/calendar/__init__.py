"""Tests of the reader of calendars."""
