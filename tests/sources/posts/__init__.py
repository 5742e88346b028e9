"""Tests of the readers of figures, lists, saved pages and mails about posts."""
